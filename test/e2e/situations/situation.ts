import type { Cause } from '../../../src/contracts/diagnosis.ts';
import type { Images } from '../images.ts';
import type { PodObject } from './objects.ts';

/** A pod of which it is known what is wrong with it, or that nothing is, and what it needs beside it. */
export interface Situation {
  /** Of the pod that is diagnosed. */
  name: string;
  /** What is wrong with it, or what it is like while nothing is: the end of the sentence `the pod …`. */
  truth: string;
  /** Any of these is right; none: it is innocent. */
  causes: readonly Cause[];
  /** Further causes that must be named as well, as the cause or beside it. */
  beside?: readonly Cause[];
  /** What must be told in the conclusion, a reason or a mend: a line of a log, what a runtime said. */
  tells?: RegExp;
  /** Made before all pods, so that the links are in all of them. */
  services?: readonly object[];
  /** What is made for it; the Services’ addresses are known by then. */
  objects: (world: World) => object[];
  /** Flags of `diagnose`, where only these prove what is wrong. */
  flags?: (world: World) => string[];
  /** Whether its pod has come to what is to be diagnosed. */
  isThere: (pod: PodObject) => boolean;
  /** How long it goes on like that before it is diagnosed. Default: not at all. */
  settleMs?: number;
  /** It uses next to no CPU once it is there, so it may be there while others are diagnosed. */
  still?: true;
  /** It wants to compute, so a node without CPU to spare hurts it, too. */
  computes?: true;
}

export interface World {
  images: Images;
  /** The cluster IP of a Service. */
  addressOf: (service: string) => string;
}
