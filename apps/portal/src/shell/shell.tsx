import { Link, Outlet } from '@tanstack/react-router';
import { ConnectionBadge } from './connection-badge.tsx';

const focusMain = () => document.getElementById('main')?.focus();

/** What stands around every page. */
export const Shell = () => (
  <>
    <button type="button" className="skip-link" onClick={focusMain}>
      Skip to content
    </button>
    <header className="site-header">
      <div className="site-header-inner">
        <Link to="/" className="wordmark" aria-label="WowLab, start page">
          <svg className="wordmark-sign" viewBox="0 0 20 16" aria-hidden="true">
            <path d="M0 16h3v-4H0zm4.25 0h3V7h-3zm4.25 0h3V0h-3zm4.25 0h3V4h-3zm4.25 0h3v-6h-3z" />
          </svg>
          WowLab
        </Link>
        <nav aria-label="Main" className="site-nav">
          <Link to="/" activeOptions={{ exact: true }}>
            Simulate
          </Link>
          <Link to="/jobs">History</Link>
          <Link to="/fleet">Fleet</Link>
        </nav>
        <ConnectionBadge />
      </div>
    </header>
    <main id="main" tabIndex={-1} className="site-main">
      <Outlet />
    </main>
  </>
);
