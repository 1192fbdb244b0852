import { listed as words } from '../../words.ts';
import { aspect, type Pair } from '../aspect.ts';
import type { Weight } from '../weights.ts';
import { containerField, inContainer } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, type Letter, type Side } from '../side.ts';

/** What runs: runtimes pay very differently for the same environment. */
export const runtime = aspect<string>({
  what: 'runtime',
  title: 'Runtime',
  ofContainer(judgement) {
    const { id } = judgement.runtime;
    return id === undefined ? unknown('neither image, command nor processes tell it') : known(id);
  },
  shown: (id) => id,
  judge({ a, b, pair }) {
    const { dearer } = pair.scene.cost;
    const weight: Weight =
      dearer === undefined ? 'context' : explainsInstead(pair, dearer) ? 'explains' : 'contributes';
    const pays =
      dearer === undefined
        ? ''
        : `; ${name(dearer)} pays ${factor(pair.scene.cost.dearerBy)} times as much CPU`;
    return {
      weight,
      slower: dearer,
      strength: pair.scene.cost.dearerBy,
      message: `A runs ${a}, B runs ${b}${pays}.`,
    };
  },
  says: (id, side) => `${id}, ${side.judgement?.runtime.from ?? 'of unknown origin'}`,
  by: containerField('spec', 'image'),
});

/** The runtime's version, as it said itself. */
export const runtimeVersion = aspect<string>({
  what: 'runtime-version',
  title: 'Version of the runtime',
  ofContainer(judgement) {
    const { version, runtime: id } = judgement.cost;
    if (version !== undefined) return known(`${id} ${version}`);
    const timed = judgement.operation !== undefined;
    return unknown(timed ? 'what was timed does not tell it' : 'nothing was timed in the container');
  },
  shown: (version) => version,
  judge: ({ a, b, pair }) => ({
    ...lastResort(pair, pair.scene.cost.dearer),
    message: `A has ${a}, B has ${b}.`,
  }),
});

/** musl's getenv compares whole names where glibc compares two bytes first: four times the cost in Node.js. */
export const libc = aspect<'glibc' | 'musl'>({
  what: 'libc',
  title: 'C library',
  ofContainer(judgement) {
    const { probe } = judgement.subject;
    if (!probe.known) return unknown('the container was not asked');
    const value = probe.value.processes.libc;
    return value === undefined ? unknown('no runtime of the container told it') : known(value);
  },
  shown: (value) => value,
  judge({ a, pair }) {
    const musl: Letter = a === 'musl' ? 'a' : 'b';
    const paid = pair.scene.cost.dearer === musl && pair[musl].judgement?.runtime.id === 'node';
    return {
      weight: paid ? (explainsInstead(pair, musl) ? 'explains' : 'contributes') : 'context',
      slower: paid ? musl : undefined,
      strength: 4,
      message: `${name(musl)} has musl, in which looking a variable up takes about four times as long as in the other side’s glibc.`,
    };
  },
  by: inContainer(['sh', '-c', 'ls /lib/ld-musl-* /lib64/ld-linux-* 2>/dev/null']),
});

/** Programs before the app that handle every variable themselves. */
export const entrypoint = aspect<string[]>({
  what: 'entrypoint',
  title: 'What starts before the app',
  read(side) {
    const { judgement } = side;
    if (judgement === undefined) return undefined;
    const { subject } = judgement;
    if (!subject.probe.known && subject.container.command.length === 0) {
      return unknown('the container was not asked, and its image’s entrypoint is not in the spec');
    }
    return known(startsThrough(side));
  },
  shown: (wrappers) => (wrappers.length === 0 ? 'nothing that copies the environment' : wrappers.join(', ')),
  judge({ a, b, pair }) {
    const onlyA = a.filter((wrapper) => !b.includes(wrapper));
    const onlyB = b.filter((wrapper) => !a.includes(wrapper));
    const heavier: Letter | undefined =
      onlyA.length > 0 === onlyB.length > 0 ? undefined : onlyA.length > 0 ? 'a' : 'b';
    const many = heavier !== undefined && (pair[heavier].judgement?.variables ?? 0) >= 1000;
    const who = heavier ?? 'a';
    return {
      weight: many ? 'contributes' : 'context',
      slower: many ? heavier : undefined,
      message:
        heavier === undefined
          ? `A starts through ${words(a)}, B through ${words(b)}.`
          : `${name(who)} starts through ${words(who === 'a' ? onlyA : onlyB)}, which handles each variable by itself.`,
    };
  },
  says: (_value, side) => `process 1 is ${mainOf(side.judgement) ?? 'not known'}`,
  by: inContainer(['sh', '-c', 'cat /proc/1/comm']),
});

/** What runs before the side's app and handles each variable by itself, as far as is known. */
export function startsThrough({ judgement }: Side): string[] {
  return [...(judgement?.runtime.wrappers ?? [])].filter((wrapper) => wrapper !== 'tini').toSorted();
}

interface Image {
  image: string;
  /** What the name stood for; absent where the status does not say. */
  id?: string;
}

/** The image: by its name, and by what the name stood for. */
export const image = aspect<Image>({
  what: 'image',
  title: 'Image',
  ofContainer(judgement) {
    const { image: spec, imageId } = judgement.subject.container;
    return known({ image: spec, ...(imageId === undefined ? {} : { id: digestOf(imageId) }) });
  },
  shown: ({ image: spec, id }) => (id === undefined || spec.includes(id) ? spec : `${spec} (${short(id)})`),
  same(a, b) {
    if (a.id !== undefined && b.id !== undefined) return a.image === b.image && a.id === b.id;
    if (a.image !== b.image) return false;
    return a.image.includes('@sha256:') || 'a status does not say what the image’s name stood for';
  },
  judge({ a, b, pair }) {
    const moved = a.image === b.image;
    return {
      weight: pair.explained ? 'context' : 'contributes',
      message: moved
        ? 'Both name the same image, but the name stood for different ones when they started.'
        : a.id !== undefined && a.id === b.id
          ? 'The images have different names and are the same one.'
          : 'The images differ; what their programs do besides was not looked at.',
    };
  },
  says: ({ image: spec }) => spec,
  by: containerField('status', 'imageID'),
});

/** The costs differ although the variables do not explain it. */
function explainsInstead({ scene }: Pair, dearer: Letter): boolean {
  return !(scene.variables.more === dearer && scene.variables.weight === 'explains');
}

/** What is left when nothing else explains that one side needs more CPU for as many variables. */
function lastResort(pair: Pair, dearer: Letter | undefined): { weight: Weight; slower?: Letter | undefined } {
  const left = dearer !== undefined && pair.scene.variables.alike && !pair.explained;
  return left ? { weight: 'contributes', slower: dearer } : { weight: 'context' };
}

function factor(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function mainOf(judgement: Pair['a']['judgement']): string | undefined {
  const probe = judgement?.subject.probe;
  return probe?.known === true ? probe.value.processes.main : undefined;
}

/** `docker-pullable://node@sha256:…` -> `sha256:…`. */
function digestOf(imageId: string): string {
  return imageId.slice(imageId.lastIndexOf('@') + 1);
}

function short(id: string): string {
  return id.length > 19 ? `${id.slice(0, 19)}…` : id;
}
