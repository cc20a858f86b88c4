/**
 * A plan as it is worked on: what the back end holds, and edits of it.
 *
 * Invariant: an edit that met a newer one writes nothing; the newer content is loaded and said so.
 */
import { Failure, rpc, type InitiativeId, type PlanEdit, type PlanId, type PlanView } from '../../ipc';
import { messages } from '../../messages';
import { library } from '../../shared/library.svelte';
import { Loaded } from '../../shared/loaded.svelte';

/** What came of an edit. */
export type EditResult = { kind: 'done'; row: string | null } | { kind: 'conflict' } | { kind: 'refused'; failure: Failure };

/** Edits a plan, and says in the status line what was done or why not. */
export async function editPlan(edit: PlanEdit, burst: string | null = null): Promise<EditResult> {
  let row: string | null = null;
  let conflict = false;
  const failure = await library.change(async () => {
    const edited = await rpc('plan_edit', { edit, burst, op_id: null });
    if (edited.kind === 'conflict') {
      conflict = true;
      throw new Failure('conflict', messages.planning.conflict);
    }
    row = edited.row;
    return edited;
  });
  if (!failure) return { kind: 'done', row };
  if (!conflict) return { kind: 'refused', failure };
  await library.refresh();
  return { kind: 'conflict' };
}

/** The plan that a view works on. Ask again with {@link load} when the library has changed. */
export class PlanWork {
  readonly loaded = new Loaded<PlanView>();

  /** Until the plan that was asked for last is there. */
  loading: Promise<void> = Promise.resolve();

  load(plan: PlanId): Promise<void> {
    this.loading = this.loaded.load(() => rpc('plan_show', { plan }));
    return this.loading;
  }

  /** Resolves when nothing is asked any more: an answer that was overtaken on its way shows an older plan. */
  async settled(): Promise<void> {
    let waited: Promise<void> | undefined;
    while (waited !== this.loading) {
      waited = this.loading;
      await waited;
    }
  }

  get view(): PlanView | undefined {
    return this.loaded.value;
  }

  /** The version of a row that this view has seen. */
  version(id: string): number {
    return this.loaded.value?.versions[id] ?? 0;
  }

  /** A node and everything below it, in printed order. */
  below(id: InitiativeId): Set<InitiativeId> {
    const found = new Set<InitiativeId>([id]);
    for (const node of this.loaded.value?.nodes ?? []) {
      if (node.parent_id !== null && found.has(node.parent_id)) found.add(node.id);
    }
    return found;
  }
}
