import type { FieldError } from '@wowlab/protocol';
import { useImperativeHandle, useMemo, useRef, type DragEvent, type Ref } from 'react';
import { countLines, gutterText, lineSpan, lineText } from './profile-lines.ts';

/** As the style sheet sets it for the text and its gutter. */
const lineHeightPx = 20;

/** A fault and the text of its line when it was found: once the line is changed, the fault is no longer shown at it. */
export interface MarkedFault {
  readonly error: FieldError;
  readonly line: number;
  readonly lineText: string;
}

export interface ProfileEditorHandle {
  /** Selects a line (from 1), brings it into view and moves the focus there. */
  readonly jumpTo: (line: number) => void;
  readonly focus: () => void;
}

export interface ProfileEditorProps {
  readonly ref: Ref<ProfileEditorHandle>;
  readonly value: string;
  readonly faults: readonly MarkedFault[];
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onFile: (file: File) => void;
  readonly onSubmit: () => void;
}

/** A text field with line numbers that shows a fault beside its line. */
export const ProfileEditor = (props: ProfileEditorProps) => {
  const { ref, value, faults, invalid, describedBy, onChange, onFile, onSubmit } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => countLines(value), [value]);
  const numbers = useMemo(() => gutterText(lines), [lines]);
  const standing = faults.filter((fault) => lineText(value, fault.line) === fault.lineText);

  // Straight to the elements: a scroll must not wait for a render.
  const follow = () => {
    const { scrollTop = 0, scrollLeft = 0 } = field.current ?? {};
    gutter.current?.style.setProperty('transform', `translateY(${-scrollTop}px)`);
    overlay.current?.style.setProperty('transform', `translate(${-scrollLeft}px, ${-scrollTop}px)`);
  };

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    jumpTo: (line) => {
      const element = field.current;
      if (element === null) return;
      const { start, end } = lineSpan(element.value, line);
      element.focus();
      element.setSelectionRange(start, end);
      element.scrollTop = Math.max(0, (line - 1) * lineHeightPx - element.clientHeight / 3);
      element.scrollLeft = 0;
      follow();
    },
  }));

  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    onFile(file);
  };

  return (
    <div
      className={`editor ${invalid ? 'editor-invalid' : ''}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className="editor-gutter" aria-hidden="true">
        <pre ref={gutter}>{numbers}</pre>
      </div>
      <div className="editor-text">
        <div className="editor-overlay" aria-hidden="true">
          <div ref={overlay}>
            {standing.map(({ error, line, lineText: text }) => (
              <div
                key={`${line} ${error.field} ${error.value}`}
                className="editor-fault"
                style={{ top: (line - 1) * lineHeightPx }}
              >
                <span className="editor-fault-text" style={{ left: `${text.length + 2}ch` }}>
                  {error.problem}
                </span>
              </div>
            ))}
          </div>
        </div>
        <textarea
          ref={field}
          id="profile"
          value={value}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          placeholder={'hunter="Name"\nspec=beast_mastery\nlevel=90\n…'}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
          onScroll={follow}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onSubmit();
            }
          }}
        />
      </div>
    </div>
  );
};
