import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import type { ChartValues } from '../../contracts/manifests.ts';
import { counted } from '../../units.ts';
import { readUserFile } from '../../files/user-file.ts';
import { dependenciesIn } from './chart-values.ts';
import { KUSTOMIZATION, kustomizationsOf, readKustomization, type Kustomization } from './kustomizations.ts';

/** A file to read. Files of a chart's `templates` folder are YAML only after Helm has rendered them. */
export interface Source {
  /** As given, or below the folder that was given; `-` for standard input. */
  file: string;
  /** What it is applied with: names of kustomizations, of its chart or its folder, whose Services are added up. */
  groups: readonly string[];
  /** A kustomization names it as a patch. */
  isPatch?: true;
  isTemplate: boolean;
  /** The chart that it is in, with its subcharts. */
  chart?: string;
  /** It has the values of a chart, which uses these other charts. */
  values?: Omit<ChartValues, 'chart' | 'values'>;
  /** Named by the user, and not found in a folder: it is meant to be a manifest. */
  isNamed?: true;
}

/** A file that was found, before it is known what it is applied with. */
type Found = Omit<Source, 'groups'>;

export interface Sources {
  sources: Source[];
  /** Paths that could not be looked at. */
  problems: Problem[];
  notes: string[];
}

/** The files that kubectl takes from a folder; files that are named by themselves may be called anything. */
const MANIFESTS = new Set(['.yaml', '.yml', '.json']);
/** Bytes of a Chart.yaml. */
const LARGEST_CHART = 1024 * 1024;
const TEMPLATES = new Set(['.yaml', '.yml', '.tpl']);

/**
 * The files behind paths, as `kubectl -f` takes them: of folders those that end in .yaml, .yml and .json, with
 * `recursive` of their subfolders, too. Of a chart's folder its templates are taken, and those of its subcharts.
 */
export async function findSources(paths: readonly string[], recursive: boolean): Promise<Sources> {
  const found = { sources: [] as Found[], problems: [] as Problem[] };
  const kustomizations: Kustomization[] = [];
  const kustomized: string[] = [];
  for (const path of paths) {
    await attempt(path, found, async () => {
      if (path === '-') found.sources.push({ file: '-', isTemplate: false, isNamed: true });
      else if ((await stat(path)).isDirectory()) await folder(path);
      else found.sources.push({ file: path, isTemplate: await isTemplate(path), isNamed: true });
    });
  }
  return {
    ...found,
    sources: grouped(found.sources, kustomizations),
    notes: aboutPatches(kustomized),
  };

  async function folder(path: string): Promise<void> {
    if (await has(path, 'Chart.yaml')) return chart(path);
    const entries = await sorted(path);
    const kustomization = entries.find(({ name }) => KUSTOMIZATION.test(name));
    if (kustomization !== undefined) {
      const file = join(path, kustomization.name);
      await attempt(file, found, async () => void kustomizations.push(await readKustomization(file)));
      kustomized.push(path);
    }
    const template = await isTemplate(join(path, 'any'));
    for (const entry of entries) {
      const file = join(path, entry.name);
      if (entry.isDirectory()) {
        if (recursive) await attempt(file, found, () => folder(file));
      } else if (MANIFESTS.has(extname(entry.name)) && (entry.isFile() || !(await isFolder(file)))) {
        found.sources.push({ file, isTemplate: template });
      }
    }
  }

  async function chart(path: string, root = path): Promise<void> {
    await templates(join(path, 'templates'), root);
    const subcharts = join(path, 'charts');
    const there: string[] = [];
    for (const { name } of await sorted(subcharts).catch(() => [])) {
      if (!(await has(join(subcharts, name), 'Chart.yaml'))) continue;
      there.push(name);
      await chart(join(subcharts, name), root);
    }
    const file = join(path, 'values.yaml');
    if (!(await has(path, 'values.yaml'))) return;
    const needed = dependenciesIn(
      (await readUserFile(join(path, 'Chart.yaml'), { maxBytes: LARGEST_CHART })).toString(),
    );
    const absentCharts = needed.filter((name) => !there.includes(name));
    found.sources.push({ file, isTemplate: false, chart: root, values: { absentCharts, subcharts: there } });
  }

  async function templates(path: string, root: string): Promise<void> {
    if (!(await isFolder(path))) return;
    for (const entry of await sorted(path)) {
      const file = join(path, entry.name);
      if (entry.isDirectory()) await attempt(file, found, () => templates(file, root));
      else if (TEMPLATES.has(extname(entry.name)))
        found.sources.push({ file, isTemplate: true, chart: root });
    }
  }
}

/** Said once for all folders with a kustomization. */
function aboutPatches([path, ...others]: readonly string[]): string[] {
  if (path === undefined) return [];
  const isOne = others.length === 0;
  const where = isOne
    ? `${path} holds a kustomization`
    : `${path} and ${counted(others.length, 'other folder')} hold kustomizations`;
  return [
    `${where}, whose patches are no whole objects: kubectl kustomize ${isOne ? path : 'FOLDER'} | kubectl envaudit lint -f - checks what ${isOne ? 'it' : 'one'} makes.`,
  ];
}

/** Files of one folder are applied together, unless a chart or kustomizations say more. */
function grouped(found: readonly Found[], kustomizations: readonly Kustomization[]): Source[] {
  const takenInBy = kustomizationsOf(kustomizations);
  const patches = new Set(kustomizations.flatMap((each) => each.patches));
  return found.map((source) => {
    const path = resolve(source.file);
    const folder = source.file === '-' ? '-' : resolve(source.chart ?? dirname(path));
    const groups = [...new Set([...takenInBy(path), ...takenInBy(folder)])];
    return {
      ...source,
      groups: groups.length > 0 ? groups : [folder],
      ...(patches.has(path) ? { isPatch: true as const } : {}),
    };
  });
}

/** What cannot be looked at is told, and the rest is looked at. */
async function attempt(
  path: string,
  { problems }: Pick<Sources, 'problems'>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    problems.push(unreadable(path, error));
  }
}

/** A file or folder that could not be read, as a problem. */
export function unreadable(path: string, error: unknown): Problem {
  if (/^https?:\/\//.test(path)) {
    return {
      code: 'file',
      message: `${path} is not read: lint opens no connections`,
      hint: 'Pass what it gives on standard input: curl -fsSL URL | kubectl envaudit lint -f -',
    };
  }
  return {
    code: 'file',
    message: `cannot read ${path === '-' ? 'standard input' : path}: ${messageOf(error)}`,
    hint: 'Name files and folders that exist and that you may read.',
  };
}

async function sorted(path: string) {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Whether a file is in the `templates` folder of a chart, or a file of template helpers. */
async function isTemplate(file: string): Promise<boolean> {
  if (extname(file) === '.tpl') return true;
  for (let path = dirname(resolve(file)); path !== dirname(path); path = dirname(path)) {
    if (basename(path) === 'templates' && (await has(dirname(path), 'Chart.yaml'))) return true;
  }
  return false;
}

async function has(folder: string, name: string): Promise<boolean> {
  return stat(join(folder, name)).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Follows links: kubectl takes files behind them, and no folders. */
async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
