'use strict';
const { join } = require('node:path');

// V8's compiled code is kept between runs (5 to 15 ms); where it cannot be written, Node goes on without.
const { HOME, LOCALAPPDATA, NODE_COMPILE_CACHE, XDG_CACHE_HOME } = process.env;
const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, '.cache'));
if (caches && !NODE_COMPILE_CACHE)
  require('node:module').enableCompileCache(join(caches, 'kubectl-envaudit'));

void import('./cli.mjs');
