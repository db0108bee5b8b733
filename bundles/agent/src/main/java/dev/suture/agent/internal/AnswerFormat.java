// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.policy.Step;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** Answers as {@code [{policy, step, answer, until?, reason}]}. */
final class AnswerFormat {
    private AnswerFormat() {
    }

    static JsonArray write(List<Answer> answers) {
        JsonArray array = new JsonArray();
        for (Answer answer : answers) {
            JsonObject json = new JsonObject();
            json.addProperty("policy", answer.who());
            json.addProperty("step", word(answer.step()));
            json.addProperty("answer", answer.word().wireName());
            answer.until().ifPresent(until -> json.addProperty("until", until.toString()));
            json.addProperty("reason", answer.reason());
            array.add(json);
        }
        return array;
    }

    static List<Answer> read(List<Fields> array) throws MalformedException {
        List<Answer> answers = new ArrayList<>();
        for (Fields fields : array) {
            answers.add(new Answer(fields.string("policy"),
                    Documents.constant(fields, "step", Step.class, AnswerFormat::word),
                    Documents.constant(fields, "answer", Answer.Word.class, Answer.Word::wireName),
                    Documents.findInstant(fields, "until"), fields.string("reason")));
            fields.end();
        }
        return answers;
    }

    private static String word(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
