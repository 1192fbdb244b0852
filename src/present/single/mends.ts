import { section } from '../document/block.ts';
import { sectionLines } from '../document/lines.ts';
import type { Section } from './section.ts';

/** What to do, best first, with the exact commands. */
export const mendsSection: Section = ({ mends }, page) =>
  mends.length === 0 ? [] : sectionLines(section('Mends', { kind: 'mends', mends }), page);
