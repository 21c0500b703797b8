import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { completionScript } from './completion-script.ts';
import { makeProgram } from './program.ts';

test('the bash completion is a script bash takes, and offers every command and option', () => {
  const program = makeProgram('0.0.0');
  const script = completionScript('bash', program);
  execFileSync('bash', ['-n'], { input: script });
  const offered = execFileSync(
    'bash',
    ['-c', `${script}\nCOMP_WORDS=(wowlab sim --t); COMP_CWORD=2; _wowlab; printf '%s\\n' "\${COMPREPLY[@]}"`],
    { encoding: 'utf8' },
  );
  expect(offered.trim().split('\n')).toEqual(['--target-error']);
});

test('every command of the program stands in each shell’s script', () => {
  const program = makeProgram('0.0.0');
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = completionScript(shell, program);
    for (const command of program.commands) expect(script).toContain(command.name());
  }
});
