// ES5 only: the oldest Node must be able to read this file and say what is missing.
'use strict';
var NEEDED = /(\d+)\.(\d+)/.exec(require('../package.json').engines.node).slice(1).map(Number);
var version = process.versions.node.split('.').map(Number);
if (version[0] < NEEDED[0] || (version[0] === NEEDED[0] && version[1] < NEEDED[1])) {
  process.stderr.write(
    '\nThe scripts of this project need Node.js ' +
      NEEDED.join('.') +
      ' or newer, and 26 to build the executable; this is ' +
      process.version +
      '.\nWhere npm has a Node.js 26 for the machine, npm ci brings it along: Linux with glibc (x64, arm64), macOS, Windows' +
      '\n(x64); not with --omit=optional. For ' +
      process.platform +
      ' on ' +
      process.arch +
      ' none came. Install a newer Node.js, and run npm ci again.\n\n',
  );
  process.exitCode = 1;
}
