/** A yes or no about how things are shown, kept by this machine's web view. Never data. */

export interface Remembered {
  read: () => boolean;
  write: (value: boolean) => void;
}

/** Where the web view keeps nothing, the answer is `no` and holds until the window closes. */
export function remembered(name: string): Remembered {
  const key = `gijicho.${name}`;
  return {
    read: () => {
      try {
        return localStorage.getItem(key) === '1';
      } catch {
        return false;
      }
    },
    write: (value) => {
      try {
        localStorage.setItem(key, value ? '1' : '0');
      } catch {
        // Forgotten on closing; nothing is lost but a habit.
      }
    },
  };
}
