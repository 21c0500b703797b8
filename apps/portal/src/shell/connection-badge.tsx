import { useConnection, type Connection } from '../realtime/use-connection.ts';

const words: Readonly<Record<Connection, { readonly word: string; readonly meaning: string }>> = {
  live: { word: 'Live', meaning: 'Changes arrive as they happen.' },
  connecting: { word: 'Connecting', meaning: 'Opening the live connection; meanwhile this page asks by itself.' },
  polling: { word: 'Polling', meaning: 'The live connection is gone; this page asks every second instead.' },
  offline: { word: 'Offline', meaning: 'The server does not answer; this page keeps trying.' },
};

/** How fresh what the page shows is. Quiet: nothing moves while all is well. */
export const ConnectionBadge = () => {
  const connection = useConnection();
  const { word, meaning } = words[connection];
  return (
    <span className={`connection connection-${connection}`} title={meaning} data-connection={connection}>
      <span className="connection-dot" aria-hidden="true" />
      <span className="sr-only">Connection: </span>
      {word}
    </span>
  );
};
