import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where a program keeps its files for one user, by what they are for. None of them is created here. */
export interface UserDirectories {
  /** What must be kept: keys, databases, results not yet delivered. */
  readonly data: string;
  readonly config: string;
  /** What can be fetched or built again. */
  readonly cache: string;
}

export interface UserDirectoriesOptions {
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
}

/**
 * Per-user directories: XDG Base Directory on Linux and other Unixes (a relative value is ignored, as it says), the Library
 * folders on macOS, AppData on Windows.
 */
export const userDirectories = (application: string, options: UserDirectoriesOptions = {}): UserDirectories => {
  const { platform = process.platform, env = process.env, home = homedir() } = options;
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local');
    const roaming = env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming');
    return {
      data: win32.join(local, application, 'data'),
      config: win32.join(roaming, application),
      cache: win32.join(local, application, 'cache'),
    };
  }
  if (platform === 'darwin') {
    const library = posix.join(home, 'Library');
    return {
      data: posix.join(library, 'Application Support', application),
      config: posix.join(library, 'Application Support', application, 'config'),
      cache: posix.join(library, 'Caches', application),
    };
  }
  const base = (name: string, fallback: string): string => {
    const value = env[name];
    return posix.join(value !== undefined && posix.isAbsolute(value) ? value : posix.join(home, fallback), application);
  };
  return {
    data: base('XDG_DATA_HOME', '.local/share'),
    config: base('XDG_CONFIG_HOME', '.config'),
    cache: base('XDG_CACHE_HOME', '.cache'),
  };
};
