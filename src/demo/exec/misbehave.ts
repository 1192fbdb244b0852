import type { FaultAction } from '../faults.ts';
import type { Channels } from './channels.ts';
import { exited, notStarted, success } from './status.ts';

const BLOCK = Buffer.alloc(64 * 1024, 'demo fault\n');

/**
 * Answers an exec wrongly on purpose. False when the fault is none that shows after the upgrade, or lets the
 * command run and cuts it short.
 */
export async function misbehave(
  fault: FaultAction,
  command: string[],
  connection: Channels,
): Promise<boolean> {
  // eslint-disable-next-line typescript/switch-exhaustiveness-check -- the others show earlier, or later
  switch (fault.kind) {
    case 'exec-silent':
      return true;
    case 'garbage':
      connection.sendNonsense();
      connection.close();
      return true;
    case 'exec-endless':
      while (connection.isOpen()) await connection.send('stdout', BLOCK);
      return true;
    case 'exec-flood':
      for (let left = fault.bytes; left > 0; left -= BLOCK.length) {
        await connection.send('stdout', BLOCK.subarray(0, Math.min(left, BLOCK.length)));
      }
      await connection.finish(success());
      return true;
    case 'exec-output':
      await connection.send('stdout', fault.text);
      await connection.finish(success());
      return true;
    case 'exec-exit':
      await connection.send('stderr', fault.stderr ?? '');
      await connection.finish(exited(command, fault.code));
      return true;
    case 'exec-not-started':
      await connection.finish(notStarted(fault.message));
      return true;
    default:
      cutShort(fault, connection);
      return false;
  }
}

/** Changes the connection so that it loses its status, or ends after some output. */
function cutShort(fault: FaultAction, connection: Channels): void {
  if (fault.kind === 'exec-no-status') {
    connection.finish = () => Promise.resolve(connection.close());
  }
  if (fault.kind === 'exec-drop') {
    let left = fault.afterBytes;
    const { transmit } = connection;
    connection.transmit = (message, done) => {
      if (left > 0) transmit(message.subarray(0, 1 + left), done);
      left -= message.length - 1;
      if (left <= 0) setImmediate(() => connection.abort());
    };
  }
}
