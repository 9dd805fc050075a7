/** The use cases about persons, posts, delegations and hand-overs. */
import { appointUseCase, endPostUseCase } from './appoint.ts';
import { addPersonUseCase, changePersonUseCase } from './change-people.ts';
import { delegateUseCase, listMyDelegationsUseCase, revokeDelegationUseCase } from './delegations.ts';
import { exportHandoverUseCase } from './export-handover.ts';
import { exportRegisterUseCase } from './export-register.ts';
import { exportPeopleUseCase } from './export-people.ts';
import { findPeopleUseCase } from './find-people.ts';
import { getPersonUseCase } from './get-person.ts';
import { exportHandoversUseCase, listHandoversUseCase } from './list-handovers.ts';
import { getHandoverUseCase, noteHandoverUseCase, planHandoverUseCase, stepHandoverUseCase } from './handovers.ts';
import { listPeopleUseCase } from './list-people.ts';
import { importRegisterUseCase, previewRegisterUseCase } from './register.ts';
import { listUnheldDutiesUseCase } from './list-unheld-duties.ts';

export const peopleRoutes = [
  listPeopleUseCase,
  findPeopleUseCase,
  exportPeopleUseCase,
  getPersonUseCase,
  addPersonUseCase,
  changePersonUseCase,
  appointUseCase,
  endPostUseCase,
  listMyDelegationsUseCase,
  delegateUseCase,
  revokeDelegationUseCase,
  listHandoversUseCase,
  exportHandoversUseCase,
  listUnheldDutiesUseCase,
  getHandoverUseCase,
  planHandoverUseCase,
  stepHandoverUseCase,
  noteHandoverUseCase,
  exportHandoverUseCase,
  previewRegisterUseCase,
  importRegisterUseCase,
  exportRegisterUseCase,
] as const;
