// Early return for code that works in Results: hands an error on to the caller, keeps a value.
#pragma once

#define ROSTRA_TRY(expression)                                          \
    do {                                                                \
        if (auto tried_ = (expression); !tried_) return tried_.error(); \
    } while (false)

#define ROSTRA_TRY_VALUE(name, expression)              \
    auto name##_result_ = (expression);                 \
    if (!name##_result_) return name##_result_.error(); \
    auto& name = *name##_result_
