/** Lines of text for the player to read; nothing when there are none. */
export const Notes = ({
  id,
  title,
  hint,
  lines,
}: {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly lines: readonly string[];
}) =>
  lines.length === 0 ? null : (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id} className="panel-title">
        {title}
      </h2>
      <p className="hint">{hint}</p>
      <ul className="notes">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
