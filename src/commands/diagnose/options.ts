import { checkUrls } from '../../collect/sampler/urls.ts';
import type { StageId } from '../../contracts/diagnosis.ts';
import type { DiagnosisRequest } from '../../contracts/diagnosis-evidence.ts';
import { usage } from '../../errors.ts';
import { diagnosisFormatOf } from '../../present/diagnosis/index.ts';
import { allowed } from './allow.ts';
import type { DiagnoseOptions } from './command.ts';
import { stagesOf } from './stages.ts';
import { diagnosisSections } from './view.ts';
import { windowMs } from './window.ts';

/** What the options mean. */
export interface DiagnosePlan {
  target: string;
  stages: StageId[];
  request: DiagnosisRequest;
}

const DEFAULT_REQUESTS = 20;

/** @throws EnvauditError `usage` for wrong values, and for options that contradict each other. */
export function planDiagnosis(options: DiagnoseOptions): DiagnosePlan {
  const format = diagnosisFormatOf(options.output);
  diagnosisSections(options);
  if (options.watch && format === 'markdown')
    throw usage('--watch is not for -o markdown, which is one ticket');
  if (options.watch && options.save !== undefined) throw usage('--watch and --save exclude each other');
  if (options.watch && options.failOnCause !== undefined) {
    throw usage('--watch and --fail-on-cause exclude each other: it runs until Ctrl-C');
  }
  const stages = stagesOf(options.stages);
  const plan = { target: theTarget(options.targets), stages };
  const requests = requestsOf(options);
  const request = {
    windowMs: windowMs(options.window),
    allow: allowed(options.allow),
    urls: checkUrls(options.urls, requests),
    requests,
  };
  if (request.urls.length > 0 && !stages.includes('dependency-services')) {
    throw usage('--url is for the stage dependency-services, which --stages leaves out');
  }
  if (request.urls.length > 0 && !request.allow.includes('exec')) {
    throw usage('--url needs exec: it is requested from inside the pod', 'Add it: --allow read,exec.');
  }
  return { ...plan, request };
}

function theTarget(targets: readonly string[]): string {
  const [target, ...others] = targets;
  if (target === undefined) {
    throw usage('no target', 'Name a pod or TYPE/NAME: kubectl envaudit diagnose deploy/web.');
  }
  if (others.length === 0) return target;
  throw usage(
    `one target at a time, and not ${targets.length}`,
    'kubectl envaudit scan looks at many; compare at two.',
  );
}

function requestsOf({ requests, urls }: DiagnoseOptions): number {
  if (requests === undefined) return DEFAULT_REQUESTS;
  if (urls.length === 0) throw usage('--requests is for --url');
  return requests;
}
