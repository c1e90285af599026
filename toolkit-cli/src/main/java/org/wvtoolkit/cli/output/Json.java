package org.wvtoolkit.cli.output;

import java.io.Writer;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Creates JSON generators that do not close their writer and reject duplicate keys. */
final class Json {
    private static final Pattern NOT_IN_KEY = Pattern.compile("[^a-z0-9]+");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static JsonGenerator generator(Writer out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
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
