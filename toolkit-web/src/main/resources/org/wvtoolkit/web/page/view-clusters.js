/** Clusters of the words of the map, named by their central words. */
import { el, fill } from './dom.js';
import { t, formatNumber } from './i18n.js';
import { FormView } from './form-view.js';
import { categoryPalette } from './colors.js';
import { select, wordLink } from './widgets.js';

class ClustersView extends FormView {
    constructor(app) {
        super(app, t('view.clusters'), t('clustersText'));
    }

    show() {
        const { clusters = '24' } = this.parameters;
        if (!this.changed(clusters)) {
            return;
        }
        const { app } = this;
        fill(
            this.form,
            app.source.offline
                ? null
                : el(
                      'div',
                      { class: 'form-actions' },
                      select(
                          t('clusterCount'),
                          ['8', '16', '24', '48', '100', '200'].map((n) => [n, n]),
                          clusters,
                          (n) => app.go('clusters', { clusters: n }),
                      ),
                  ),
        );
        const k = Math.max(1, Math.min(200, Number(clusters) || 24));
        this.run(
            // The map's own number of clusters is the server's default; the same request then serves both views.
            () => app.source.clusters(app.model(), k === 24 ? {} : { k }),
            (answer) => this.render(answer, app.source.offline || k === 24),
        );
    }

    render(answer, onMap) {
        const { app } = this;
        const palette = categoryPalette(answer.clusters.length);
        const largest = Math.max(1, ...answer.clusters.map(({ size }) => size));
        return el(
            'ul',
            { class: 'cluster-grid' },
            answer.clusters.map(({ cluster, size, words }, i) =>
                el(
                    'li',
                    { class: 'cluster' },
                    el(
                        'h2',
                        {},
                        el('span', { class: 'swatch', style: { background: palette[i] } }),
                        words.slice(0, 2).join(' · '),
                    ),
                    el(
                        'p',
                        { class: 'cluster-size' },
                        el(
                            'span',
                            { class: 'bar', 'aria-hidden': 'true' },
                            el('span', {
                                style: { width: `${((100 * size) / largest).toFixed(1)}%`, background: palette[i] },
                            }),
                        ),
                        t('nWords', { n: formatNumber(size) }),
                    ),
                    el(
                        'p',
                        { class: 'word-cloud' },
                        words.map((word) => [wordLink(app, word), ' ']),
                    ),
                    onMap
                        ? el(
                              'a',
                              {
                                  class: 'button small',
                                  href: app.href('map', {
                                      cluster,
                                      color: null,
                                      lexical: null,
                                      word: null,
                                      x: null,
                                      y: null,
                                      k: null,
                                  }),
                              },
                              t('showOnMap'),
                          )
                        : null,
                ),
            ),
        );
    }
}

export { ClustersView };
