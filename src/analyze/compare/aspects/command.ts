import { counted } from '../../../units.ts';
import { aspect } from '../aspect.ts';
import { containerField } from '../commands.ts';
import { known } from '../../figures/known.ts';

/** Command and arguments of the spec. Only the program is shown: arguments may hold secrets. */
export const command = aspect<string[]>({
  what: 'command',
  title: 'Command',
  ofContainer: (judgement) =>
    known([...judgement.subject.container.command, '', ...judgement.subject.container.args]),
  shown(words_) {
    const [program = '', ...rest] = words_.filter((word) => word !== '');
    if (program === '') return 'that of the image';
    const bounded = program.length > 60 ? `${program.slice(0, 60)}…` : program;
    return rest.length === 0 ? bounded : `${bounded} and ${counted(rest.length, 'argument')}`;
  },
  same(a, b) {
    if (![...a, ...b].some(isHidden)) return JSON.stringify(a) === JSON.stringify(b);
    return sameWhereTold(a, b) ? 'what --save writes does not hold arguments' : false;
  },
  judge: ({ pair }) => ({
    weight: pair.explained ? 'context' : 'contributes',
    message: 'The commands differ; what they do besides was not looked at.',
  }),
  says: () => 'command and arguments of the pod spec',
  by: containerField('spec', 'command'),
});

/** A word of which the evidence tells no more than its length. */
function isHidden(word: string): boolean {
  return /(?:^|\s)\*+(?:\s|$)/.test(word);
}

function sameWhereTold(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === b.length &&
    a.every((word, index) => {
      const other = b[index] ?? '';
      return isHidden(word) || isHidden(other)
        ? Buffer.byteLength(word) === Buffer.byteLength(other)
        : word === other;
    })
  );
}
