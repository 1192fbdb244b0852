// An application that keeps more and more memory until it is killed. With a STATE_FOLDER it does so once, and stays
// below its limit after the restart, so that it can be looked at.
const { existsSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const MEGABYTE = 2 ** 20;
const UP_TO_MB = Number(process.env.UP_TO_MB || 1000);
const THEN_MB = Number(process.env.THEN_MB || 20);
const EVERY_MS = Number(process.env.EVERY_MS || 100);

const marker = process.env.STATE_FOLDER && join(process.env.STATE_FOLDER, 'ran-before');
const ranBefore = marker !== undefined && marker !== '' && existsSync(marker);
if (marker && !ranBefore) writeFileSync(marker, '');

const kept = [];
setInterval(() => {
  if (kept.length < (ranBefore ? THEN_MB : UP_TO_MB)) kept.push(Buffer.alloc(MEGABYTE, 1));
}, EVERY_MS);
