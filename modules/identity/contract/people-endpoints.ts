/** Endpoints about persons, posts, delegations and hand-overs. */
import { delegate, listMyDelegations, revokeDelegation } from './delegation.ts';
import { findPeople } from './find-people.ts';
import { exportHandover, exportHandovers, getHandover, listHandovers, listUnheldDuties, noteHandover, planHandover, stepHandover } from './handover.ts';
import { exportRegister, importRegister, previewRegister } from './register.ts';
import { addPerson, appoint, changePerson, endPost, exportPeople, getPerson, listPeople } from './people.ts';
import { delegationMade, delegationRevoked, handoverStepped, personChanged, personRegistered, postLeft, postTaken, registerImported } from './people-events.ts';

export const peopleEndpoints = [
  listPeople,
  findPeople,
  exportPeople,
  getPerson,
  addPerson,
  changePerson,
  appoint,
  endPost,
  listMyDelegations,
  delegate,
  revokeDelegation,
  listHandovers,
  exportHandovers,
  listUnheldDuties,
  getHandover,
  planHandover,
  stepHandover,
  noteHandover,
  exportHandover,
  previewRegister,
  importRegister,
  exportRegister,
] as const;

export const peopleEvents = [personRegistered, personChanged, registerImported, postTaken, postLeft, delegationMade, delegationRevoked, handoverStepped] as const;
