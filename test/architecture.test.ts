import { readFile, readdir } from 'node:fs/promises';
import { join, matchesGlob, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ALONE, WAITING } from './projects.ts';

const src = join(import.meta.dirname, '../src');

/** Which part may import from which; a part is a folder or a file of src. The picture is in docs/architecture.md. */
const ARROWS: Record<string, string[]> = {
  contracts: [],
  errors: ['contracts'],
  units: [],
  env: ['contracts', 'units'],
  analyze: ['contracts', 'errors', 'env', 'units'],
  present: ['contracts', 'errors', 'units', 'terminal'],
  collect: ['contracts', 'env', 'errors', 'units', 'files', 'terminal'],
  flow: ['contracts', 'errors', 'analyze', 'collect', 'env'],
  demo: ['errors', 'terminal'],
  commands: [
    'contracts',
    'errors',
    'env',
    'analyze',
    'present',
    'collect',
    'flow',
    'demo',
    'files',
    'terminal',
  ],
  files: ['contracts', 'errors', 'units', 'analyze'],
  terminal: [],
  cli: ['commands', 'demo', 'errors', 'terminal'],
};

/** Packages that only one folder may import, and whether types are free for all. */
const PACKAGES: { name: RegExp; only: string; typesAnywhere: boolean }[] = [
  { name: /^@kubernetes\/client-node/, only: 'collect/cluster/', typesAnywhere: true },
  { name: /^(ink|react)(\/|$)/, only: 'present/tui/', typesAnywhere: false },
  { name: /^yargs/, only: 'commands/', typesAnywhere: false },
];

/** The files that may use `process`: the entry with its streams, and those that start and end processes. */
const PROCESS =
  /^(cli|terminal\/process-streams|demo\/(run-as-node|temporary-folder|containers\/)|collect\/cluster\/auth\/(run-plugin|end-family))/;

const COMMENTS = /\/\*[^]*?\*\/|(?<!:)\/\/.*/g;
const STRINGS = /'[^'\n]*'|`[^`]*`/g;

const files = await Promise.all(
  (await readdir(src, { recursive: true }))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map(async (path) => ({ path, text: await readFile(join(src, path), 'utf8') })),
);
const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:^|\n)(import|export)( type)?\b[^;'"]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
    ([, , type, from, onDemand]) => ({
      path,
      typeOnly: type !== undefined,
      target: from ?? onDemand!,
      dynamic: onDemand !== undefined,
    }),
  ),
);
/** One file of src imports another. */
type Between = { path: string; to: string; typeOnly: boolean };
const between: Between[] = imports
  .filter(({ target }) => target.startsWith('.') && /\.tsx?$/.test(target))
  .map(({ path, target, typeOnly }) => ({
    path,
    to: relative(src, join(src, path, '..', target)),
    typeOnly,
  }));
const partOfAnalyze = (path: string): string => path.split('/')[1]!.replace(/\.ts$/, '');
const partOf = (path: string): string => path.split('/')[0]!.replace(/\.tsx?$/, '');

test('every part is in the table of arrows', () => {
  expect([...new Set(files.map(({ path }) => partOf(path)))].toSorted()).toEqual(
    Object.keys(ARROWS).toSorted(),
  );
});

test('imports follow the arrows', () => {
  const against = between.filter(
    ({ path, to }) => partOf(to) !== partOf(path) && !ARROWS[partOf(path)]?.includes(partOf(to)),
  );
  expect(against.map(({ path, to }) => `${path} -> ${to}`)).toEqual([]);
});

/** The same inside of analyze, whose parts are its folders and the files beside them. */
const INSIDE_ANALYZE: Record<string, string[]> = {
  words: [],
  command: [],
  severity: [],
  findings: [],
  figures: ['words', 'command', 'severity'],
  judgement: ['words', 'command', 'severity', 'findings', 'figures'],
  references: ['words', 'command', 'severity', 'judgement'],
  collisions: ['words', 'command', 'severity', 'figures', 'judgement', 'references'],
  rules: ['words', 'command', 'severity', 'findings', 'figures', 'judgement', 'references', 'collisions'],
  container: ['severity', 'figures', 'judgement', 'rules'],
  analyze: ['container'],
  scan: [
    'words',
    'command',
    'severity',
    'figures',
    'judgement',
    'references',
    'collisions',
    'rules',
    'analyze',
  ],
  lint: ['words', 'severity', 'judgement', 'scan'],
  compare: ['words', 'command', 'severity', 'figures', 'analyze', 'scan'],
  stages: ['words', 'command', 'figures', 'judgement', 'rules', 'container', 'analyze'],
};

test('imports follow the arrows inside of analyze', () => {
  const inside = between.filter(({ path, to }) => path.startsWith('analyze/') && to.startsWith('analyze/'));
  const against = inside.filter(
    ({ path, to }) =>
      partOfAnalyze(path) !== partOfAnalyze(to) &&
      !INSIDE_ANALYZE[partOfAnalyze(path)]?.includes(partOfAnalyze(to)),
  );
  expect(against.map(({ path, to }) => `${path} -> ${to}`)).toEqual([]);
});

/** Types are gone when the program runs, but not even they may go round. */
test('no files import each other in a circle', () => {
  expect(circles(between)).toEqual([]);
});

test('packages are imported where they belong', () => {
  const against = imports.filter(({ path, target, typeOnly }) =>
    PACKAGES.some(
      ({ name, only, typesAnywhere }) =>
        name.test(target) && !path.startsWith(only) && !(typeOnly && typesAnywhere),
    ),
  );
  expect(against.map(({ path, target }) => `${path} -> ${target}`)).toEqual([]);
});

test('only packages with ES modules are imported on demand', () => {
  // In the split bundle, `import()` of a CommonJS package gives nothing but its default export: import it statically
  // in a file of ours, and that file on demand.
  const modules = new Set(['string-width', 'js-yaml', 'ws', '@kubernetes/client-node/dist/config.js']);
  const against = imports.filter(
    ({ target, dynamic }) => dynamic && !target.startsWith('.') && !modules.has(target),
  );
  expect(against.map(({ path, target }) => `${path} -> ${target}`)).toEqual([]);
});

test('only the entry knows the process', () => {
  const against = files.filter(
    ({ path, text }) =>
      !PROCESS.test(path) &&
      /(?<![\w.])process\./.test(text.replaceAll(COMMENTS, '').replaceAll(STRINGS, '')),
  );
  expect(against.map(({ path }) => path)).toEqual([]);
});

test('files are small', () => {
  const large = files.filter(
    ({ text }) => (text.replaceAll(COMMENTS, '').match(/^.*\S/gm)?.length ?? 0) > 200,
  );
  expect(large.map(({ path }) => path)).toEqual([]);
});

/** What would be left behind for the other files of tests that share a thread: containers, mocks, another process. */
const LEFT_BEHIND =
  /^import (?!type )[^;]*\/(containers\/runtime|run-cli)\.ts'|\bvi\.mock\(|^ *process\.(chdir\(|on\(|env\S* = )/m;

test('tests that share a thread leave nothing behind in it', async () => {
  const shared = (await readdir(import.meta.dirname, { recursive: true })).filter(
    (path) =>
      /(?<!^e2e\/.*)\.test\.tsx?$/.test(path) &&
      ![...ALONE, ...WAITING].some((pattern) => matchesGlob(`test/${path}`, pattern)),
  );
  const found = new Map<string, Promise<boolean>>();
  const guilty = await Promise.all(shared.map(async (path) => ((await leaves(path)) ? [path] : [])));
  expect(guilty.flat(), 'these belong to ALONE or WAITING in test/projects.ts').toEqual([]);

  /** Whether a file of tests, or one that it imports, leaves something behind. */
  function leaves(path: string): Promise<boolean> {
    const answer = found.get(path) ?? read(path);
    found.set(path, answer);
    return answer;
  }

  async function read(path: string): Promise<boolean> {
    const text = await readFile(join(import.meta.dirname, path), 'utf8');
    if (path !== 'architecture.test.ts' && LEFT_BEHIND.test(text)) return true;
    const near = [...text.matchAll(/from '(\.[^']+\.tsx?)'/g)]
      .map(([, from]) => join(path, '..', from!))
      .filter((file) => !file.startsWith('..'));
    return (await Promise.all(near.map(leaves))).includes(true);
  }
});

/** Groups of files of which each leads to every other. */
function circles(all: readonly Between[]): string[][] {
  const next = Map.groupBy(all, ({ path }) => path);
  const reach = new Map([...next.keys()].map((path) => [path, reached(path)]));
  const onCircle = [...reach].filter(([path, to]) => to.has(path)).map(([path]) => path);
  const groups = Map.groupBy(onCircle, (path) =>
    onCircle.find((other) => reach.get(path)!.has(other) && reach.get(other)!.has(path)),
  );
  return [...groups.values()];

  function reached(start: string): Set<string> {
    const seen = new Set<string>();
    const open = [start];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const { to } of next.get(path) ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
    return seen;
  }
}
