package org.wvtoolkit.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.web.api.Api;
import org.wvtoolkit.web.http.HttpFront;
import org.wvtoolkit.web.http.Metrics;
import org.wvtoolkit.web.http.Router;
import org.wvtoolkit.web.http.StaticFiles;
import org.wvtoolkit.web.model.Concordance;
import org.wvtoolkit.web.model.ModelCatalogue;
import org.wvtoolkit.web.model.Thesaurus;

/**
 * Running server with models in memory, the JSON interface and, optionally, the explorer's page.
 *
 * <p>Thread-safe. The caller of {@link #start} closes it.
 */
public final class WvServer implements AutoCloseable {
    private static final String FOLDER = "/org/wvtoolkit/web/";
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    /** Browser libraries of the page by URL path. */
    static final Map<String, String> LIBRARIES = Map.of("/lib/d3.min.js", WEBJARS + "d3/7.9.0/dist/d3.min.js");

    private final ModelCatalogue models;
    private final @Nullable Concordance concordance;
    private final HttpFront front;
    private final WarmUp warmUp;
    private final AtomicBoolean closed = new AtomicBoolean();

    private WvServer(ModelCatalogue models, @Nullable Concordance concordance, HttpFront front, Router router) {
        this.models = models;
        this.concordance = concordance;
        this.front = front;
        this.warmUp = new WarmUp(models, router);
    }

    /**
     * Loads the models and starts to listen.
     *
     * @param options server options
     * @param progress receives the number of model bytes read
     * @return the running server
     * @throws IOException if a model cannot be read, or the port is in use
     */
    public static WvServer start(ServerOptions options, ProgressListener progress) throws IOException {
        ModelCatalogue models = ModelCatalogue.load(options.models(), progress);
        Thesaurus thesaurus = new Thesaurus(options.wordnet());
        Concordance concordance = null;
        try {
            if (!options.corpus().isEmpty()) {
                concordance = Concordance.read(options.corpus(), analyzer(models), options.temporaryFolder());
            }
            Router router = new Router();
            HttpFront front = listen(options, models, thesaurus, concordance, router);
            return new WvServer(models, concordance, front, router);
        } catch (Throwable failure) {
            closeAll(models, concordance);
            throw failure;
        }
    }

    private static TextAnalyzer analyzer(ModelCatalogue models) throws IOException {
        try (ModelCatalogue.Lease lease = models.lease(models.ids().getFirst()).orElseThrow()) {
            return lease.model().tokenizer().analyzer(TextAnalyzers.standard());
        }
    }

    private static HttpFront listen(
            ServerOptions options,
            ModelCatalogue models,
            Thesaurus thesaurus,
            @Nullable Concordance concordance,
            Router router)
            throws IOException {
        Metrics metrics = new Metrics();
        metrics.gauge("models", "Number of models.", () -> models.ids().size());
        metrics.gauge("heap_used_bytes", "Heap in use.", () -> {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        });
        AtomicReference<@Nullable HttpFront> started = new AtomicReference<>();
        StaticFiles files = new StaticFiles(FOLDER + "page", LIBRARIES);
        byte[] openApi = Objects.requireNonNull(
                new StaticFiles(FOLDER.substring(0, FOLDER.length() - 1), Map.of()).read("/openapi.json"));
        new Api(
                        models,
                        thesaurus,
                        concordance,
                        metrics,
                        () -> {
                            HttpFront front = started.get();
                            return front != null && front.isDraining();
                        },
                        openApi)
                .addTo(router);
        if (options.page()) {
            router.files(options.pageFolder() == null ? files : files.readFrom(options.pageFolder()));
        } else {
            Api.addIndexTo(router);
        }
        HttpFront front = HttpFront.start(
                new InetSocketAddress(options.address(), options.port()),
                options.token(),
                router,
                options.limits(),
                metrics);
        started.set(front);
        return front;
    }

    /**
     * Sends requests to the models in the background for up to three seconds, so that the query path
     * is compiled when clients arrive. Recommended for servers that many clients use.
     */
    public void warmUp() {
        warmUp.start();
    }

    /**
     * Returns the address of the server.
     *
     * @return URL for browsers, such as {@code http://127.0.0.1:8080/}
     */
    public String url() {
        return front.url();
    }

    /**
     * Rejects new requests, waits up to ten seconds for running ones, and releases all resources.
     * Repeated calls have no effect.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            warmUp.stop();
            front.close();
            closeAll(models, concordance);
        }
    }

    private static void closeAll(ModelCatalogue models, @Nullable Concordance concordance) {
        if (concordance != null) {
            concordance.close();
        }
        models.close();
    }
}
