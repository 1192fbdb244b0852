import type { ContainerReport } from '../../report.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';

/** A part of the report about one container. No lines: nothing to say. */
export type Section = (container: ContainerReport, page: Page) => Line[];
