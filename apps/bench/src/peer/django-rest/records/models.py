import os
import time
import uuid

from django.db import models


def uuid7():
    """Returns a UUIDv7, which this Python does not have yet."""
    bits = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    bits = bits & ~(0x3 << 62) | 2 << 62
    return uuid.UUID(int=bits)


class Patient(models.Model):
    class Gender(models.TextChoices):
        MALE = "male"
        FEMALE = "female"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice_id = models.UUIDField()
    name = models.TextField()
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    date_of_birth = models.DateField(null=True)
    date_of_birth_approximate = models.BooleanField(default=False)
    gender = models.CharField(max_length=10, choices=Gender.choices)
    phone_number = models.CharField(max_length=40, null=True)
    email = models.EmailField(null=True)
    address = models.CharField(max_length=500, null=True)
    medical_history = models.TextField(max_length=20_000, null=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1)

    class Meta:
        managed = False
        db_table = "patient"
