/** Makes ids: UUIDv7, so that keys follow time (database rule 2). The domain never makes one. */
import { v7 } from 'uuid';

export function newId(): string {
  return v7();
}
