import type { Declared } from '../../../env/declared.ts';
import type { Attribution } from '../../../env/origins.ts';
import type { Prediction } from '../../../env/prediction.ts';
import type { LinkVariable } from '../../../env/service-links.ts';
import type { DifferencesReport } from '../../../contracts/report.ts';
import { serviceTotals } from './services.ts';

/** Where the prediction and the container disagree, and where names meet. */
export function differencesReport(input: {
  prediction: Prediction;
  attribution: Attribution;
  declared: Declared;
}): DifferencesReport {
  const { prediction, attribution, declared } = input;
  const visible = prediction.variables
    .map((variable, index) => ({ variable, presence: attribution.presence[index] }))
    .filter(({ variable }) => !declared.variables.has(variable.name));
  const contested = contestedVariables(visible.map(({ variable }) => variable));
  const contestedNames = new Set(contested.map(({ variable }) => variable));
  const missing = missingServices(input);
  const missingNames = new Set(missing);
  return {
    ghosts: attribution.ghosts.map(({ name }) => name),
    missing,
    hidden: hiddenLinks(prediction.variables, declared),
    contested,
    stale: visible
      .filter(({ presence }) => presence === 'differs')
      .filter(
        ({ variable }) => !contestedNames.has(variable.name) && !missingNames.has(variable.service.name),
      )
      .map(({ variable }) => ({ variable: variable.name, service: variable.service.name })),
  };
}

/** Services of whose variables the first, X_SERVICE_HOST, is not there although nothing hides it. */
function missingServices({
  prediction,
  attribution,
  declared,
}: Parameters<typeof differencesReport>[0]): string[] {
  return serviceTotals(prediction)
    .filter(({ at }) => {
      const host = prediction.variables[at];
      return (
        host !== undefined && attribution.presence[at] === 'absent' && !declared.variables.has(host.name)
      );
    })
    .map(({ name }) => name)
    .toSorted();
}

function contestedVariables(variables: readonly LinkVariable[]): DifferencesReport['contested'] {
  const first = new Map<string, LinkVariable>();
  const contested = new Map<string, Set<string>>();
  for (const variable of variables) {
    const earlier = first.get(variable.name);
    if (earlier === undefined) first.set(variable.name, variable);
    else if (earlier.value !== variable.value) {
      const services = contested.get(variable.name) ?? new Set([earlier.service.name]);
      contested.set(variable.name, services.add(variable.service.name));
    }
  }
  return [...contested].map(([variable, services]) => ({ variable, services: [...services] }));
}

function hiddenLinks(variables: readonly LinkVariable[], declared: Declared): DifferencesReport['hidden'] {
  if (declared.variables.size === 0) return [];
  return variables.flatMap(({ name, service }) => {
    const by = declared.variables.get(name);
    return by === undefined ? [] : [{ variable: name, service: service.name, by: by.source }];
  });
}
