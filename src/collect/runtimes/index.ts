import { bash } from './bash/index.ts';
import { java } from './java/index.ts';
import { node } from './node/index.ts';
import { perl } from './perl/index.ts';
import { php } from './php/index.ts';
import { python } from './python/index.ts';
import { ruby } from './ruby/index.ts';
import type { Runtime } from './runtime.ts';
import { sh } from './sh/index.ts';

/**
 * Every runtime that can be timed in a container. The order counts only where no process can be seen: then the first
 * that is installed is taken. Perl is last of the languages, as many images have it without using it.
 */
export const runtimes: readonly Runtime[] = [node, python, ruby, php, java, perl, bash, sh];
