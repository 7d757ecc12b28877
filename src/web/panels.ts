import { Injectable, Module } from '@nestjs/common';

type Panel = (subject: object) => Promise<object[]>;

/** Places on pages of one room in which a room above hangs what it knows, so that neither room below knows the other. */
@Injectable()
export class Panels {
  private readonly hung = new Map<string, Panel[]>();

  /** Adds a panel to a place; panels of a place stand in the order in which they were hung. */
  hang<Subject extends object>(place: string, panel: (subject: Subject) => Promise<object[]>) {
    this.hung.set(place, [...(this.hung.get(place) ?? []), panel as Panel]);
  }

  /** What the panels of a place show about a subject; nothing where none hangs. */
  async at(place: string, subject: object): Promise<object[]> {
    const shown: object[] = [];
    for (const panel of this.hung.get(place) ?? []) shown.push(...(await panel(subject)));
    return shown;
  }
}

/** Verbs that several rooms hang on one page, the primary one first (design: pages). */
export function primaryFirst(actions: object[]): object[] {
  return actions.toSorted((one, other) => Number('primary' in other && other.primary) - Number('primary' in one && one.primary));
}

/** For rooms whose pages have places, and rooms that hang panels there. */
@Module({ providers: [Panels], exports: [Panels] })
export class PanelsModule {}
