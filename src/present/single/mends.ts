import { mendsUnder } from '../layout/mends.ts';
import type { Section } from './section.ts';

/** What to do, best first, with the exact commands. */
export const mendsSection: Section = ({ mends }, page) => mendsUnder('MENDS', mends, page);
