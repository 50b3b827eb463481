/** A function of an object that is worked out once for each: several rules ask the same of one book. */
export function once<Subject extends object, Answer>(
  answer: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, Answer>();
  return (subject) => {
    const found = known.get(subject) ?? answer(subject);
    known.set(subject, found);
    return found;
  };
}
