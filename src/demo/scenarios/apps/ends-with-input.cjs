// Loaded before an application of the demo: it shall end with the demo, which holds its standard input.
process.stdin.resume().on('end', () => process.exit(0));
process.stdin.unref();
