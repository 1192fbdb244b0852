import { createRuntime } from '../../src/demo/containers/runtime.ts';
import { container } from '../../src/demo/workloads.ts';

/** Starts a container whose environment has the mark of its first argument, says so, and goes on. */
const runtime = await createRuntime(true);
const environment = { PATH: '/usr/bin:/bin', MARK: process.argv[2] ?? '' };
await runtime.exec(container({ environment }), ['sleep', '3']);
process.stdout.write('up');
setInterval(() => undefined, 1000);
