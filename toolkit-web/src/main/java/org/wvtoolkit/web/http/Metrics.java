package org.wvtoolkit.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Request counts by operation and status, and request durations, in the text format of Prometheus.
 * Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Metrics {
    /** Upper bounds of the histogram buckets, in seconds. */
    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final Map<Key, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Histogram> durations = new ConcurrentHashMap<>();
    private final List<Gauge> gauges = new ArrayList<>();

    private record Key(String operation, int status) {}

    private record Gauge(String name, String help, DoubleSupplier value) {}

    private static final class Histogram {
        private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
        private final LongAdder nanos = new LongAdder();

        Histogram() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        void add(long duration) {
            nanos.add(duration);
            int bucket = 0;
            while (bucket < BOUNDS.length && duration > BOUNDS[bucket] * 1e9) {
                bucket++;
            }
            buckets[bucket].increment();
        }
    }

    /**
     * Adds a gauge whose value is read when metrics are requested. Must be called before the server
     * starts.
     *
     * @param name name of the metric, without prefix
     * @param help description in one line
     * @param value supplier of the value, called from any thread
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        gauges.add(new Gauge(name, help, value));
    }

    void record(String operation, int status, long nanos) {
        requests.computeIfAbsent(new Key(operation, status), key -> new LongAdder())
                .increment();
        durations.computeIfAbsent(operation, key -> new Histogram()).add(nanos);
    }

    /**
     * Returns all metrics.
     *
     * @return the metrics in the text format of Prometheus, version 0.0.4
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("# HELP wv_requests_total Requests by operation and HTTP status.\n");
        text.append("# TYPE wv_requests_total counter\n");
        Map<String, Long> sorted = new TreeMap<>();
        requests.forEach((key, count) ->
                sorted.put("operation=\"" + key.operation() + "\",status=\"" + key.status() + "\"", count.sum()));
        sorted.forEach((labels, count) -> text.append("wv_requests_total{")
                .append(labels)
                .append("} ")
                .append(count)
                .append('\n'));
        text.append("# HELP wv_request_duration_seconds Time from the request head to the end of the response.\n");
        text.append("# TYPE wv_request_duration_seconds histogram\n");
        new TreeMap<>(durations).forEach((operation, histogram) -> append(text, operation, histogram));
        for (Gauge gauge : gauges) {
            text.append("# HELP wv_")
                    .append(gauge.name())
                    .append(' ')
                    .append(gauge.help())
                    .append('\n');
            text.append("# TYPE wv_").append(gauge.name()).append(" gauge\n");
            text.append("wv_").append(gauge.name()).append(' ');
            text.append(number(gauge.value().getAsDouble())).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String operation, Histogram histogram) {
        long sum = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            sum += histogram.buckets[i].sum();
            text.append("wv_request_duration_seconds_bucket{operation=\"")
                    .append(operation)
                    .append("\",le=\"");
            text.append(i < BOUNDS.length ? number(BOUNDS[i]) : "+Inf")
                    .append("\"} ")
                    .append(sum)
                    .append('\n');
        }
        text.append("wv_request_duration_seconds_sum{operation=\"")
                .append(operation)
                .append("\"} ");
        text.append(String.format(Locale.ROOT, "%.6f", histogram.nanos.sum() / 1e9))
                .append('\n');
        text.append("wv_request_duration_seconds_count{operation=\"")
                .append(operation)
                .append("\"} ");
        text.append(sum).append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
