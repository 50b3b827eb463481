import { EditMap } from 'micromark-util-edit-map';

/**
 * Applies edits to events from the first edit on. The library copies all events of a file for each quotation, item or
 * underlined heading that ends, though it edits the last few: the square of a file's length.
 */
EditMap.prototype.consume = function (events) {
  const edits = this.map.sort(([one], [other]) => one - other);
  const from = edits[0]?.[0] ?? events.length;
  const old = events.splice(from);
  let done = 0;
  for (const [at, removed, added] of edits) {
    for (; done < at - from && done < old.length; done += 1) events.push(old[done] as (typeof old)[number]);
    for (const event of added) events.push(event);
    // What the next edit begins with is not removed by this one.
    done = at - from + removed;
  }
  for (; done < old.length; done += 1) events.push(old[done] as (typeof old)[number]);
  this.map.length = 0;
  this.index.clear();
};
