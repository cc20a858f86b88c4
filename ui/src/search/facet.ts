/** How a facet's value is called on screen. */
import type { Outcome } from '../ipc';
import { messages } from '../messages';
import { fiscalYear } from '../shared/dates';
import { shown } from '../shared/text';
import type { Facet } from './question';

export function facetName(facet: Facet, value: string): string {
  switch (facet) {
    case 'kind':
      return messages.kinds[value] ?? value;
    case 'fiscal_year':
      return fiscalYear(Number(value));
    case 'outcome':
      return messages.outcomes[value as Outcome] ?? value;
    default:
      return shown(value);
  }
}
