import { parseArgs } from 'node:util';
import { SITUATIONS } from '../test/e2e/situations/index.ts';
import { markdown, text } from './truth/tables.ts';
import { publish } from './truth/page.ts';
import { run, type Truth } from './truth/run.ts';

/**
 * `npm run truth [-- --only NAME… --quiet-only --window 5s -o text|json|markdown --keep FOLDER]`: makes pods of which it is
 * known what is wrong with them, or that nothing is, in a namespace of its own in the cluster of KUBECONFIG, diagnoses
 * each with the built program, and prints what was said beside the truth: on a quiet node, then beside a neighbour that
 * takes all the CPU it gets. `--only` may be repeated. `-o markdown` of a whole run writes docs/accuracy.md, too.
 * `--keep` saves what each diagnosis saw, for `report`. ENVAUDIT_E2E_IMAGES names images as for the e2e tests.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    'quiet-only': { type: 'boolean', default: false },
    window: { type: 'string', default: '5s' },
    output: { type: 'string', short: 'o', default: 'text' },
    keep: { type: 'string' },
  },
});
const OUTPUTS: Readonly<Record<string, (truth: Truth) => string>> = {
  text,
  markdown,
  json: (truth) => `${JSON.stringify(truth, undefined, 2)}\n`,
};
const output = OUTPUTS[values.output];
if (output === undefined) throw new Error(`-o takes one of: ${Object.keys(OUTPUTS).join(', ')}`);
const unknown = values.only.filter((name) => SITUATIONS.every((situation) => situation.name !== name));
if (unknown.length > 0) {
  const names = SITUATIONS.map(({ name }) => name).join(', ');
  throw new Error(`there is no situation ${unknown.join(', ')}; there are: ${names}`);
}

const whole = values.only.length === 0 && !values['quiet-only'];
const truth = await run({
  situations: SITUATIONS.filter(({ name }) => values.only.length === 0 || values.only.includes(name)),
  nodes: values['quiet-only'] ? ['quiet'] : ['quiet', 'busy'],
  window: values.window,
  keep: values.keep,
});
process.stdout.write(output(truth));
if (whole && values.output === 'markdown') await publish(markdown(truth));
process.exitCode = truth.columns.every(({ answers }) => answers.every(({ right }) => right)) ? 0 : 3;
