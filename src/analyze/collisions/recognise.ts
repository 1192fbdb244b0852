import type { ContainerInventory } from '../../contracts/inventory.ts';
import type { RuntimeGuess } from '../figures/environment/runtime.ts';
import { once } from '../judgement/once.ts';
import { matchesGlob } from './glob.ts';
import { programsOf, runsOnlyTools } from './programs.ts';
import type { CollisionMatch } from './rule.ts';

/** That a container runs an app, and why that is thought. */
export interface Recognition {
  /** `image n8nio/n8n`, `command torchrun`, `variable SPRING_PROFILES_ACTIVE`, `runtime java`. */
  by: string;
  /** False where only the runtime tells: then it may be another app. */
  certain: boolean;
  /** Where in the container it stands; empty where no one place does. */
  field: string[];
}

/** What a container shows of itself, as {@link recognise} compares it. */
export interface Marks {
  container: ContainerInventory;
  declared: ReadonlySet<string>;
  runtime: RuntimeGuess;
}

/**
 * Whether the container is one that the match describes; undefined when nothing tells so, or when its command runs
 * something else than the app of its image.
 */
export function recognise(
  { container, declared, runtime }: Marks,
  match: CollisionMatch,
): Recognition | undefined {
  const word = find(match.commands, () => programsOf(container));
  const isApp = word !== undefined || !runsOnlyTools(container);
  if (!isApp) return undefined;
  const path = imagePathOf(container);
  if (match.images?.some((glob) => endsWith(path, glob)) === true) {
    return { by: `image ${path.join('/')}`, certain: true, field: ['image'] };
  }
  if (word !== undefined) return { by: `command ${word}`, certain: true, field: [] };
  const variable = find(match.variables, () => declared);
  if (variable !== undefined) return { by: `variable ${variable}`, certain: true, field: [] };
  if (runtime.id !== undefined && match.runtimes?.includes(runtime.id) === true) {
    return { by: runtime.from ?? `runtime ${runtime.id}`, certain: false, field: [] };
  }
  return undefined;
}

/** `registry:5000/team/app:1.2@sha256:…` -> ['team', 'app']. The registry is known by its dot, colon or `localhost`. */
export function imagePath(image: string): string[] {
  const [name = ''] = image.slice(0, LONGEST_IMAGE).split('@');
  const [first = '', ...rest] = name.split('/');
  const parts = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest : [first, ...rest];
  return parts.map((part) => part.split(':', 1)[0] ?? '').filter((part) => part !== '');
}

/** The same of a container's image, which many rules ask for. */
export function imagePathOf(container: Pick<ContainerInventory, 'image'>): readonly string[] {
  return once(container, 'image path', () => imagePath(container.image));
}

/** Whether it is one of Docker's official images: `node`, `docker.io/library/node`. */
export function isOfficial(image: string): boolean {
  const [first, ...rest] = imagePath(image);
  return rest.length === (first === 'library' ? 1 : 0);
}

/** Registries allow names of 255 characters and tags of 128. */
const LONGEST_IMAGE = 1024;

function endsWith(path: readonly string[], glob: string): boolean {
  const parts = glob.split('/');
  if (parts.length > path.length) return false;
  const last = path.slice(-parts.length);
  return parts.every((part, index) => matchesGlob(part, last[index] ?? ''));
}

function find(globs: readonly string[] | undefined, names: () => Iterable<string>): string | undefined {
  if (globs === undefined || globs.length === 0) return undefined;
  for (const name of names()) if (globs.some((glob) => matchesGlob(glob, name))) return name;
  return undefined;
}
