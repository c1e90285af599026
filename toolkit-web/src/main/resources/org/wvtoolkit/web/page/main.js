/** Entry point: chooses the data source, builds the page around the current address and keeps both in step. */
import { el, fill } from './dom.js';
import { t, language, setLanguage, initialLanguage } from './i18n.js';
import { parseAddress, formatAddress } from './router.js';
import { ServerSource } from './source-server.js';
import { OfflineSource } from './source-offline.js';
import { MapStore } from './map-store.js';
import { completionInput } from './completion.js';
import { Card } from './card.js';
import { icon } from './icons.js';
import { problemBox, iconButton, spinner, button } from './widgets.js';
import { MapView } from './view-map.js';
import { AnalogyView } from './view-analogy.js';
import { AxesView } from './view-axes.js';
import { MatrixView } from './view-matrix.js';
import { ClustersView } from './view-clusters.js';
import { CompareView } from './view-compare.js';
import { WhyView } from './view-why.js';
import { WordnetView } from './view-wordnet.js';

const VIEWS = {
    map: MapView,
    analogy: AnalogyView,
    axes: AxesView,
    matrix: MatrixView,
    clusters: ClustersView,
    wordnet: WordnetView,
    why: WhyView,
    compare: CompareView,
};
/** Parameters that stay when another view is opened. */
const COMMON = ['model', 'word'];
const REFRESH_MILLIS = 2_000;

/** Scrolls a row of links sideways, where it is wider than the window, until one of them is visible. */
function showInRow(link) {
    const row = link.parentElement;
    row.scrollLeft = Math.max(
        Math.min(row.scrollLeft, link.offsetLeft - row.offsetLeft),
        link.offsetLeft - row.offsetLeft + link.offsetWidth - row.clientWidth,
    );
}

class App {
    constructor(source) {
        this.source = source;
        this.maps = new MapStore(source);
        this.models = [];
        this.features = { map: true, concordance: false, wordnet: false, wordnetLanguage: 'en', lexicalFiles: false };
        this.route = { view: 'map', parameters: {} };
        this.views = {};
    }

    async start() {
        setLanguage(initialLanguage());
        this.takeLanguage(parseAddress(location.hash).parameters.lang);
        applyTheme(stored('wv-theme') ?? 'auto');
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
            applyTheme(stored('wv-theme') ?? 'auto');
            this.themeChanged();
        });
        fill(document.body, el('main', { class: 'start' }, spinner()));
        try {
            await this.loadModels();
        } catch (problem) {
            fill(
                document.body,
                el(
                    'main',
                    { class: 'start' },
                    el('h1', {}, 'wv'),
                    problemBox(this, problem),
                    button(t('retry'), () => this.start()),
                ),
            );
            return;
        }
        this.build();
        addEventListener('hashchange', () => this.follow());
        document.addEventListener('keydown', (event) => this.shortcut(event));
        this.follow();
    }

    async loadModels() {
        const { models, features } = await this.source.listModels();
        this.models = models;
        this.features = features;
        clearTimeout(this.modelTimer);
        if (models.some(({ state }) => state === 'loading')) {
            this.modelTimer = setTimeout(() => this.refreshModels(), REFRESH_MILLIS);
        }
    }

    async refreshModels() {
        try {
            await this.loadModels();
        } catch {
            // The next query reports that the server cannot be reached.
            return;
        }
        if (this.main) {
            this.card.shown = null;
            this.card.show();
        }
    }

    /** Forgets all answers and loads the models anew, after a file was replaced on the server. */
    async reload() {
        this.source.forget();
        this.maps.forget();
        await this.loadModels();
        this.build();
        this.follow();
    }

    /** The id of the current model. */
    model() {
        const wanted = this.route.parameters.model;
        const known =
            this.models.find(({ id }) => id === wanted) ??
            this.models.find(({ state }) => state === 'ready') ??
            this.models[0];
        return known?.id ?? wanted ?? '';
    }

    modelInfo() {
        return this.models.find(({ id }) => id === this.model());
    }

    /** Address of a view: the current parameters of the view, changed; those of other views are dropped. */
    href(view = this.route.view, changes = {}) {
        const same = view === this.route.view;
        const kept = Object.entries(this.route.parameters).filter(([name]) => same || COMMON.includes(name));
        const parameters = { ...Object.fromEntries(kept), ...changes };
        if ('word' in changes && !('x' in changes)) {
            for (const name of ['x', 'y', 'k']) {
                delete parameters[name];
            }
        }
        if (this.models.length < 2) {
            delete parameters.model;
        }
        delete parameters.lang;
        return formatAddress(view, parameters);
    }

    go(view, changes) {
        const address = this.href(view, changes);
        if (address === location.hash) {
            this.follow();
        } else {
            location.hash = address;
        }
    }

    /** Changes parameters of the current address without a new entry in the history. */
    replace(changes) {
        const address = this.href(undefined, { ...changes, word: this.route.parameters.word });
        history.replaceState(history.state, '', address);
        this.route = this.parse();
        this.updateNavigation();
    }

    parse() {
        const { view, parameters } = parseAddress(location.hash);
        return { view: this.available().includes(view) ? view : 'map', parameters };
    }

    available() {
        const offline = this.source.offline;
        return Object.keys(VIEWS).filter((name) =>
            name === 'wordnet' ? this.features.wordnet : name === 'why' || name === 'compare' ? !offline : true,
        );
    }

    /** Takes the language of an address, for example of a link that somebody sent; returns whether it is another one. */
    takeLanguage(code) {
        const before = language();
        if (code) {
            setLanguage(code);
            store('wv-language', language());
        }
        return language() !== before;
    }

    /** Shows what the address says. */
    follow() {
        const before = this.route;
        this.route = this.parse();
        if (this.takeLanguage(this.route.parameters.lang)) {
            this.build();
        }
        const name = this.route.view;
        const changedView = this.current !== name;
        if (changedView) {
            this.views[this.current]?.hide();
            this.current = name;
            this.views[name] ??= new VIEWS[name](this);
            fill(this.main, this.views[name].root);
            this.root.dataset.view = name;
        }
        this.views[name].show();
        this.card.show();
        this.updateNavigation();
        this.updateTitle();
        if (changedView && this.started) {
            this.main.scrollTop = 0;
            this.views[name].root.querySelector('h1')?.focus({ preventScroll: true });
            this.announce(t(`view.${name}`));
        }
        if (before.parameters.model !== this.route.parameters.model && this.modelSelect) {
            this.modelSelect.value = this.model();
        }
        const word = this.route.parameters.word ?? '';
        if (document.activeElement !== this.searchInput) {
            this.searchInput.value = word;
        }
        this.started = true;
    }

    updateTitle() {
        const { view, parameters } = this.route;
        document.title = [parameters.word, t(`view.${view}`), this.model(), 'wv'].filter(Boolean).join(' · ');
    }

    updateNavigation() {
        for (const link of this.navigation.querySelectorAll('a')) {
            const view = link.dataset.view;
            link.href = view === this.route.view ? this.href(view) : this.href(view, {});
            if (view === this.route.view) {
                link.setAttribute('aria-current', 'page');
                showInRow(link);
            } else {
                link.removeAttribute('aria-current');
            }
        }
    }

    cardChanged(card) {
        this.views[this.current]?.cardChanged(card);
        const version = this.modelInfo()?.version;
        this.banner.hidden = !(card && version && card.version !== version && !this.source.offline);
    }

    announce(text) {
        this.status.textContent = text;
    }

    shortcut(event) {
        const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
        if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            this.searchInput.focus();
            this.searchInput.select();
        }
    }

    search(word) {
        const view = ['map', 'compare', 'wordnet', 'clusters'].includes(this.route.view) ? this.route.view : 'map';
        this.go(view, { word, ...(view === 'wordnet' ? { sense: null } : {}) });
    }

    /** Builds the frame of the page; also after a change of language. */
    build() {
        Object.values(this.views).forEach((view) => view.destroy());
        this.views = {};
        this.current = null;
        this.started = false;
        document.documentElement.lang = language() === 'zh' ? 'zh-Hans' : 'en';
        this.main = el('main', { id: 'main', class: 'main', tabindex: -1 });
        this.status = el('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
        this.card = new Card(this);
        const search = completionInput(this, {
            label: t('searchLabel'),
            hideLabel: true,
            placeholder: t('searchPlaceholder'),
            choose: (word) => this.search(word),
        });
        this.searchInput = search.input;
        this.searchInput.setAttribute('aria-keyshortcuts', '/');
        this.navigation = el(
            'nav',
            { class: 'views', 'aria-label': t('views') },
            this.available().map((view) =>
                el('a', { href: this.href(view), dataset: { view } }, icon(view), el('span', {}, t(`view.${view}`))),
            ),
        );
        this.banner = el(
            'div',
            { class: 'banner', role: 'status', hidden: true },
            t('modelReplaced'),
            ' ',
            button(t('reload'), () => this.reload(), { class: 'button small' }),
        );
        const theme = document.documentElement.dataset.theme;
        this.themeButton = iconButton(
            theme === 'dark' ? 'sun' : 'moon',
            t(theme === 'dark' ? 'lightTheme' : 'darkTheme'),
            () => this.switchTheme(),
        );
        this.root = el(
            'div',
            { class: 'app' },
            el(
                'a',
                {
                    class: 'skip',
                    href: '#main',
                    onclick: (event) => {
                        event.preventDefault();
                        this.main.focus();
                    },
                },
                t('skip'),
            ),
            el(
                'header',
                { class: 'masthead' },
                el(
                    'a',
                    {
                        class: 'logo',
                        href: formatAddress('map', this.models.length > 1 ? { model: this.model() } : {}),
                        'aria-label': t('home'),
                    },
                    el('span', { 'aria-hidden': 'true' }, 'wv'),
                ),
                el(
                    'form',
                    {
                        class: 'search',
                        role: 'search',
                        onsubmit: (event) => {
                            event.preventDefault();
                            if (this.searchInput.value.trim()) {
                                this.search(this.searchInput.value.trim());
                            }
                        },
                    },
                    icon('search'),
                    search.element,
                ),
                this.models.length > 1 ? this.modelChoice() : null,
                el(
                    'div',
                    { class: 'masthead-actions' },
                    iconButton('link', t('copyLink'), () => this.copyLink(), { class: 'icon-button copy-link' }),
                    el(
                        'button',
                        {
                            type: 'button',
                            class: 'icon-button language',
                            lang: language() === 'zh' ? 'en' : 'zh-Hans',
                            'aria-label': language() === 'zh' ? 'English' : '中文',
                            onclick: () => this.switchLanguage(),
                        },
                        language() === 'zh' ? 'EN' : '中文',
                    ),
                    this.themeButton,
                ),
            ),
            this.navigation,
            this.main,
            this.card.root,
            this.banner,
            this.status,
        );
        fill(document.body, this.root);
    }

    modelChoice() {
        this.modelSelect = el(
            'select',
            {
                class: 'model-select',
                'aria-label': t('model'),
                onchange: (event) => this.go(undefined, { model: event.target.value, x: null, y: null, k: null }),
            },
            this.models.map(({ id }) => el('option', { value: id, selected: id === this.model() }, id)),
        );
        return this.modelSelect;
    }

    async copyLink() {
        const { href } = location;
        try {
            await navigator.clipboard.writeText(href);
            this.toast(t('linkCopied'));
        } catch {
            // Without permission the address bar still has the address.
            this.toast(t('linkNotCopied'));
        }
    }

    toast(text) {
        const box = el('div', { class: 'toast', 'aria-hidden': 'true' }, text);
        this.root.append(box);
        this.announce(text);
        setTimeout(() => box.remove(), 2_500);
    }

    switchLanguage() {
        setLanguage(language() === 'zh' ? 'en' : 'zh');
        store('wv-language', language());
        if (this.route.parameters.lang) {
            history.replaceState(history.state, '', this.href());
        }
        this.build();
        this.follow();
        this.root.querySelector('.language').focus();
    }

    switchTheme() {
        const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
        store('wv-theme', next);
        applyTheme(next);
        this.themeChanged();
    }

    themeChanged() {
        const dark = document.documentElement.dataset.theme === 'dark';
        const label = t(dark ? 'lightTheme' : 'darkTheme');
        fill(this.themeButton, icon(dark ? 'sun' : 'moon'));
        this.themeButton.setAttribute('aria-label', label);
        this.themeButton.title = label;
        for (const [name, view] of Object.entries(this.views)) {
            if (name === this.current) {
                view.themeChanged();
            } else {
                view.destroy();
                delete this.views[name];
            }
        }
    }
}

function applyTheme(choice) {
    const dark = choice === 'dark' || (choice === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Local storage may be forbidden, for example in a file. */
function stored(name) {
    try {
        return localStorage.getItem(name);
    } catch {
        return null;
    }
}

function store(name, value) {
    try {
        localStorage.setItem(name, value);
    } catch {
        // The choice then lasts until the page is closed.
    }
}

const embedded = document.getElementById('wv-offline');
const app = new App(embedded ? new OfflineSource(JSON.parse(embedded.textContent)) : new ServerSource());
embedded?.remove();
app.start();
