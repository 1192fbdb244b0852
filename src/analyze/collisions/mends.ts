import type { Mend } from '../../contracts/report.ts';
import type { CollisionSubject } from '../judgement/template.ts';
import { theServices } from '../judgement/makers.ts';
import { switchOff } from '../judgement/mends.ts';
import { listed } from '../words.ts';

/** The ways out of a collision that always help: declare the variables, links off, rename the Services. */
export function collisionMends(input: {
  /** Whose template is changed. */
  workload: CollisionSubject['workload'];
  variables: readonly string[];
  services: readonly string[];
  /** The way out that suits the app best. */
  wayOut?: string | undefined;
  /** Whether a declared value can be right. */
  declarable?: boolean | undefined;
}): Mend[] {
  const { workload, variables, services, wayOut, declarable = true } = input;
  return [
    ...(wayOut === undefined ? [] : [{ title: 'What suits this app', effect: wayOut }]),
    switchOff({ workload }),
    ...(declarable
      ? [
          {
            title: `Declare ${listed(variables)} in the pod spec`,
            effect:
              'A declared variable wins over a service link. Give it the value that the app is to have; a variable of the image does not protect. Restarts the pods.',
          },
        ]
      : []),
    renameServices(services),
  ];
}

/** A Service cannot be renamed in place. */
export function renameServices(services: readonly string[]): Mend {
  return {
    title: `Rename ${theServices(services)}`,
    effect:
      'Create it under a name that makes no variables of the app, such as one with a suffix, change what uses the old name, then delete the old one.',
  };
}
