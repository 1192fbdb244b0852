import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { containerFieldCommand } from '../../command.ts';
import { saysTooLong } from '../../figures/environment/exec-limit.ts';
import { startObstacle } from '../../figures/container/start-obstacle.ts';
import { finding } from '../../judgement/finding.ts';
import { asSentence } from '../../words.ts';

const NOT_READ = {
  known: false,
  problem: { code: 'not-asked', message: 'an audit does not ask for it' },
} as const;

/** The container runtime or the kubelet cannot start the container: what they say, and what that means. */
export const neverStarted: Rule<Audited> = ({ audit: input, told }) => {
  const { subject } = input;
  const audit = { containers: [subject] };
  const obstacle = startObstacle({ audit, podState: NOT_READ, podEvents: NOT_READ });
  // That is a finding of its own.
  if (obstacle === undefined || saysTooLong(obstacle.says)) return undefined;
  return finding('never-started', 'high', {
    message: `${asSentence(obstacle.says)} ${obstacle.means}`,
    evidence: [
      {
        text: `Its state: ${subject.container.notRunning}.`,
        command: containerFieldCommand(subject, 'status', 'state'),
      },
      told.restartLine(),
    ],
    mends: [obstacle.mend],
  });
};
