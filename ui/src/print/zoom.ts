/** How large a page is looked at. 100 % is a page of 1 pt to 1/72 inch at 96 px to the inch. */

const STEPS = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;
const PX_PER_PT = 96 / 72;

/** The next step up (`by` 1) or down (`by` -1) from a percentage that need not be a step. */
export function stepped(percent: number, by: 1 | -1): number {
  const next = by === 1 ? STEPS.find((step) => step > percent) : STEPS.findLast((step) => step < percent);
  return next ?? percent;
}

/** The percentage at which a page of so many points fills so many pixels, within the steps. */
export function fitting(width: number, room: number): number {
  const percent = Math.floor((room / (width * PX_PER_PT)) * 100);
  return Math.min(150, Math.max(STEPS[0], percent));
}

/** Pixels of so many points. */
export function pixels(points: number, percent: number): number {
  return Math.round((points * PX_PER_PT * percent) / 100);
}
