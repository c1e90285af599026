/** Base of the views that are a form with a result below it. */
import { el, fill } from './dom.js';
import { t } from './i18n.js';
import { isTransient } from './problem.js';
import { problemBox, spinner, viewHeading } from './widgets.js';

class FormView {
    /**
     * @param title heading of the view
     * @param explanation one sentence below it
     */
    constructor(app, title, explanation) {
        this.app = app;
        this.form = el('div', { class: 'form-host' });
        this.result = el('div', { class: 'result' });
        this.root = el('div', { class: 'page-view' }, viewHeading(title, explanation), this.form, this.result);
        this.ticket = 0;
        this.failed = false;
    }

    get parameters() {
        return this.app.route.parameters;
    }

    /** Runs a query and shows its result, or the problem; an answer that arrives after a newer query is dropped. */
    async run(query, render, replace) {
        const ticket = ++this.ticket;
        this.failed = false;
        this.result.setAttribute('aria-busy', 'true');
        if (!this.result.childElementCount) {
            fill(this.result, spinner());
        }
        try {
            const answer = await query();
            if (ticket === this.ticket) {
                this.teardown?.();
                fill(this.result, render(answer));
                this.app.announce(t('resultShown'));
            }
        } catch (problem) {
            if (ticket === this.ticket) {
                this.teardown?.();
                this.failed = isTransient(problem);
                const retry = () => this.run(query, render, replace);
                fill(this.result, problemBox(this.app, problem, { replace, retry }));
            }
        } finally {
            if (ticket === this.ticket) {
                this.result.removeAttribute('aria-busy');
            }
        }
    }

    clear(...children) {
        this.ticket++;
        this.failed = false;
        this.teardown?.();
        fill(this.result, children);
        this.result.removeAttribute('aria-busy');
    }

    /**
     * Whether a query is necessary: the parameters of the form changed since the last call, or the query failed for a
     * temporary reason. Clicks on words change other parameters only.
     */
    changed(...values) {
        const key = JSON.stringify([this.app.model(), values]);
        const changed = this.failed || key !== this.shownKey;
        this.shownKey = key;
        return changed;
    }

    hide() {}

    cardChanged() {}

    themeChanged() {
        this.shownKey = null;
        this.show();
    }

    destroy() {
        this.teardown?.();
    }
}

export { FormView };
