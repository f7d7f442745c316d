from django.http import JsonResponse
from django.urls import include, path
from rest_framework.routers import SimpleRouter

from records.views import PatientViewSet

router = SimpleRouter(trailing_slash=False)
router.register("patients", PatientViewSet, basename="patient")

urlpatterns = [
    path("", lambda request: JsonResponse({"status": "ready"})),
    path("", include(router.urls)),
]
