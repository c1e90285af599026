package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.text.analysis.Tokenization;

/** Queries in ASCII are tokenized by a class loader that cannot load Lucene, so they do not load it. */
class QuestionStartupTest {
    /** Class loader that loads the toolkit's classes again and rejects those of Lucene. */
    private static final class WithoutLucene extends ClassLoader {
        WithoutLucene() {
            super(QuestionStartupTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.lucene.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.wvtoolkit.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Object tokenize(String analyzer, String query) throws ReflectiveOperationException {
        return new WithoutLucene()
                .loadClass(Tokenization.class.getName())
                .getMethod("tokenize", String.class, String.class)
                .invoke(null, analyzer, query);
    }

    @ParameterizedTest
    @DisplayName("A query in ASCII loads no class of Lucene")
    @ValueSource(strings = {"standard", "whitespace"})
    void asciiQuery(String analyzer) throws ReflectiveOperationException {
        assertEquals(List.of("new", "york", "1984"), tokenize(analyzer, "new york 1984"));
    }

    @Test
    @DisplayName("A query in another script loads Lucene")
    void otherQuery() {
        InvocationTargetException failure =
                assertThrows(InvocationTargetException.class, () -> tokenize("standard", "中国"));
        assertEquals(NoClassDefFoundError.class, failure.getTargetException().getClass());
    }
}
