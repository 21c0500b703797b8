import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';

const drain = (queue: EventQueue): number[] => {
  const order: number[] = [];
  for (let timer = queue.pop(); timer >= 0; timer = queue.pop()) order.push(timer);
  return order;
};

describe('the event queue', () => {
  it('orders by time, then priority, then order of scheduling, whatever is moved or cancelled', () => {
    const step = fc.record({
      timer: fc.nat(99),
      time: fc.nat(50),
      isCancelled: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 1, maxLength: 100 }),
        fc.array(step, { maxLength: 200 }),
        (priorities, steps) => {
          const queue = new EventQueue();
          const timers = priorities.map((priority) => queue.addTimer(priority));
          const armed = new Map<number, { time: number; sequence: number }>();
          for (const [sequence, { timer: choice, time, isCancelled }] of steps.entries()) {
            const timer = timers[choice % timers.length] ?? 0;
            if (isCancelled) {
              queue.cancel(timer);
              armed.delete(timer);
            } else {
              queue.schedule(timer, time);
              armed.set(timer, { time, sequence });
            }
          }
          const expected = [...armed].sort(
            ([a, left], [b, right]) =>
              left.time - right.time || (priorities[a] ?? 0) - (priorities[b] ?? 0) || left.sequence - right.sequence,
          );
          for (const [timer, { time }] of armed) {
            expect(queue.isArmed(timer)).toBe(true);
            expect(queue.timeOf(timer)).toBe(time);
          }
          expect(drain(queue)).toEqual(expected.map(([timer]) => timer));
        },
      ),
    );
  });

  it('forgets everything when cleared', () => {
    const queue = new EventQueue();
    const timer = queue.addTimer(0);
    queue.schedule(timer, 5);
    queue.clear();
    expect(queue.isArmed(timer)).toBe(false);
    expect(queue.pop()).toBe(-1);
  });
});
