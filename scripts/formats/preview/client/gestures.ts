import type { Desk, Spot } from './desk.ts';

/** Least way of a finger that turns a page, px, and most way across it. */
const SWIPE = { along: 60, across: 40 } as const;

/** What fingers and wheels do. */
export interface GestureActions {
  /** Turns in the direction of reading. */
  readonly turn: (step: 1 | -1) => void;
  readonly zoomTo: (factor: number, at: Spot) => void;
  /** Vertical books are read from right to left. */
  readonly isVertical: () => boolean;
}

/** Wheel with Ctrl (a trackpad's pinch), two fingers, and a swipe. */
export function listenToGestures(desk: Desk, actions: GestureActions): void {
  const { element } = desk;
  const spotOf = (x: number, y: number): Spot => {
    const { left, top } = element.getBoundingClientRect();
    return { x: x - left, y: y - top };
  };
  const throttled = oncePerFrame(actions.zoomTo);
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      throttled(desk.scale * Math.exp(-event.deltaY / 200), spotOf(event.clientX, event.clientY));
    },
    { passive: false },
  );
  const fingers = new Map<number, Spot>();
  let start: { readonly spot: Spot; readonly spread: number; readonly zoom: number } | undefined;
  const spread = (): number => {
    const [one, other] = [...fingers.values()];
    return one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, spotOf(event.clientX, event.clientY));
    start = { spot: spotOf(event.clientX, event.clientY), spread: spread(), zoom: desk.scale };
  });
  element.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, spotOf(event.clientX, event.clientY));
    const [one, other] = [...fingers.values()];
    if (start === undefined || start.spread === 0 || one === undefined || other === undefined) return;
    throttled((start.zoom * spread()) / start.spread, { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  });
  const lift = (event: PointerEvent): void => {
    const to = spotOf(event.clientX, event.clientY);
    const isSwipe = fingers.delete(event.pointerId) && fingers.size === 0 && start?.spread === 0;
    if (!isSwipe || start === undefined || event.type !== 'pointerup' || !desk.fits) return;
    const along = to.x - start.spot.x;
    if (Math.abs(along) < SWIPE.along || Math.abs(to.y - start.spot.y) > SWIPE.across) return;
    actions.turn(along < 0 === !actions.isVertical() ? 1 : -1);
  };
  element.addEventListener('pointerup', lift);
  element.addEventListener('pointercancel', lift);
}

/** Calls with the newest arguments, once a frame at most. */
function oncePerFrame<Arguments extends unknown[]>(act: (...given: Arguments) => void) {
  let newest: Arguments | undefined;
  return (...given: Arguments): void => {
    if (newest === undefined)
      requestAnimationFrame(() => {
        const last = newest;
        newest = undefined;
        if (last !== undefined) act(...last);
      });
    newest = given;
  };
}
