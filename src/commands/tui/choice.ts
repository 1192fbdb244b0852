import { parseArgs } from 'node:util';
import { usage } from '../../errors.ts';
import type { DiagnoseChoice } from '../../present/tui/backend.ts';
import { diagnoseOptions } from '../diagnose/command.ts';
import { planDiagnosis } from '../diagnose/options.ts';

/**
 * What flags of `diagnose` ask for, checked as the verb checks them: `--window`, `--url`, `--requests`.
 * @throws EnvauditError `usage` for other flags, for words that are none, and for wrong values.
 */
export function choiceOf(flags: readonly string[]): DiagnoseChoice {
  const { window = '10s', url = [], requests } = parsed(flags);
  const { request } = planDiagnosis({
    ...diagnoseOptions({}),
    targets: ['the container'],
    window,
    urls: url,
    requests: requests === undefined ? undefined : Number(requests),
  });
  const { windowMs, urls } = request;
  return { windowMs, urls, ...(requests === undefined ? {} : { requests: request.requests }) };
}

interface Flags {
  window?: string | undefined;
  url?: string[] | undefined;
  requests?: string | undefined;
}

function parsed(flags: readonly string[]): Flags {
  try {
    return parseArgs({
      args: [...flags],
      options: {
        window: { type: 'string' },
        url: { type: 'string', multiple: true },
        requests: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw usage(
      (error as Error).message.split('. ')[0]!,
      'Such as :diagnose --window 30s --url http://cart:8080/health --requests 10',
    );
  }
}
