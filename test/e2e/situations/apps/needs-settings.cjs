// Ends at once, and says why, as programs do that miss their settings.
console.log(process.version, 'starts');
console.error('FATAL: cannot read /config/settings.yaml: no such file or directory');
process.exitCode = 3;
