import type { WorkloadInventory } from '../../contracts/inventory.ts';
import type { Location } from '../../contracts/lint-report.ts';
import type { ObjectPlaces } from '../../contracts/manifests.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { fieldOf } from '../judgement/judgement.ts';

type Path = (string | number)[];

/** Where a finding is: its field, or the nearest part on the way that is there; without a field its container. */
export function placeOf(
  finding: SubjectFinding,
  places: ObjectPlaces,
  workload: WorkloadInventory | undefined,
): Location {
  return places.at(pathOf(finding, workload));
}

/** The path of a finding's field, as places take it: of workloads it begins below the pod spec. */
function pathOf({ subject }: SubjectFinding, workload: WorkloadInventory | undefined): Path {
  const { field, container } = subject;
  if (workload === undefined) return field ?? ['metadata', 'name'];
  if (field !== undefined) return field[0] === 'spec' ? field.slice(1) : field;
  const found = workload.containers.find(({ name }) => name === container);
  return found === undefined ? [] : fieldOf(found);
}

/**
 * What tells a finding from others of its kind in its object, whatever lines and positions it stands at: the field with
 * the names of list entries, and the first variable that it speaks of.
 */
export function detailOf(finding: SubjectFinding, workload: WorkloadInventory | undefined): string {
  const path = pathOf(finding, workload);
  const [list, position, inner, index] = path;
  const container = workload?.containers.find((each) => {
    const [itsList, itsPosition] = fieldOf(each);
    return position === itsPosition && list === itsList;
  });
  const variable = inner === 'env' && typeof index === 'number' ? container?.env[index]?.name : undefined;
  const names = path.filter((part) => typeof part === 'string');
  const spoken = /\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/.exec(finding.message)?.[0];
  return [container?.name ?? '', ...names, variable ?? spoken ?? ''].join('/');
}
