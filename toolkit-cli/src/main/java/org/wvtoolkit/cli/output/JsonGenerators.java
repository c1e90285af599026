package org.wvtoolkit.cli.output;

import java.io.Writer;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Creates JSON generators that do not close their writer, reject duplicate keys, and write numbers that are not finite
 * as null, because JSON has no NaN.
 */
final class JsonGenerators {
    private static final Pattern NOT_IN_KEY = Pattern.compile("[^a-z0-9]+");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonGenerators() {}

    static JsonGenerator generator(Writer out) {
        return new FiniteNumbers(FACTORY.createGenerator(ObjectWriteContext.empty(), out));
    }

    private static final class FiniteNumbers extends JsonGeneratorDelegate {
        FiniteNumbers(JsonGenerator delegate) {
            super(delegate);
        }

        @Override
        public JsonGenerator writeNumber(double value) {
            return Double.isFinite(value) ? super.writeNumber(value) : writeNull();
        }

        @Override
        public JsonGenerator writeNumber(float value) {
            return Float.isFinite(value) ? super.writeNumber(value) : writeNull();
        }
    }

    /**
     * Converts a heading to a key: lower case, with an underscore for everything but ASCII letters and digits.
     *
     * @param heading such as {@code search width} or {@code cosine@1}
     * @return such as {@code search_width} or {@code cosine_1}
     */
    static String key(String heading) {
        return NOT_IN_KEY.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("_");
    }
}
