#!/usr/bin/env node
// ES5 only: the oldest Node must be able to read this file and say what is missing.
'use strict';
var version = process.versions.node.split('.').map(Number);
if (version[0] > 22 || (version[0] === 22 && version[1] >= 19)) {
  require('./lib/start.cjs');
} else {
  process.stderr.write(
    'kubectl-envaudit needs Node.js 22.19 or newer; this is ' +
      process.version +
      ' (' +
      process.execPath +
      ').\n' +
      'Put a newer node first on PATH, or install the single executable, which needs none.\n',
  );
  process.exitCode = 1;
}
